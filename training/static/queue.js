// What waits for the network, in the browser's own store: an entry for each step, so that two tabs never write over each other.

export const newKey = () => [...crypto.getRandomValues(new Uint8Array(9))].map((n) => n.toString(36).padStart(2, "0")).join("");

export class Queue {
  constructor(place) {                     // one place for each person and page, so that nobody sends what another one said
    this.place = `${place}:`;
    this.memory = new Map();               // where the browser keeps nothing: until the page is left
    this.last = 0;
  }
  get safe() { return !this.memory.size; }
  names() { try { return Object.keys(localStorage).filter((name) => name.startsWith(this.place)); } catch { return []; } }
  waiting() {                              // in the order in which they were said
    const found = new Map(this.memory);
    for (const name of this.names())
      try { found.set(name, JSON.parse(localStorage.getItem(name))); } catch { /* not ours */ }
    return [...found].filter(([, step]) => step).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, step]) => ({ name, step }));
  }
  add(step) {
    const numbers = [...this.memory.keys(), ...this.names()].map((name) => Number.parseInt(name.slice(this.place.length), 10) || 0);
    this.last = Math.max(this.last, ...numbers) + 1;
    const name = `${this.place}${String(this.last).padStart(9, "0")}:${newKey()}`;
    try { localStorage.setItem(name, JSON.stringify(step)); } catch { this.memory.set(name, step); }
  }
  drop(name) {
    this.memory.delete(name);
    try { localStorage.removeItem(name); } catch { /* it was in memory */ }
  }
}
