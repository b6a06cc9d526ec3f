// The progress page without reloading. Where no script runs, the page reloads itself (see noscript in its head).

const box = document.querySelector("[data-job]");
const bar = box?.querySelector("progress");
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const show = (job) => {
  bar.value = job.done + job.failed;
  bar.textContent = job.count;
  box.querySelector("[data-count]").textContent = job.count;
  box.querySelector("[data-sentence]").textContent = job.sentence;
};

const follow = async () => {
  for (let seconds = 2; ; ) {
    await pause(seconds);
    if (document.hidden) continue;
    try {
      const answer = await fetch(box.dataset.job, { redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 404) return location.reload();   // signed out
      if (!answer.ok) throw new Error(answer.status);
      const job = await answer.json();
      const ended = job.state === "done" || job.state === "cancelled";
      if (ended || String(job.failed) !== box.dataset.failed) return location.reload();
      show(job);
      seconds = 2;
    } catch {
      seconds = Math.min(30, seconds * 2);       // no network for a while: the work goes on without us
    }
  }
};

if (box) follow();
