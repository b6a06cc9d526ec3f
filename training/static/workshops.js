// The preview of a new workshop follows what is chosen; without this script a button does it.
const form = document.getElementById("taller")
const button = document.getElementById("ver")
const view = document.getElementById("vista")
let asked = 0

async function refresh() {
  const mine = ++asked
  const sent = new FormData(form)
  sent.set("preview", "1")
  const answer = await fetch(location.href, { method: "POST", body: sent }).catch(() => null)
  if (!answer || !answer.ok || mine !== asked) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const open = view.querySelector("details")?.open
  view.replaceChildren(...page.getElementById("vista").childNodes)
  if (open) view.querySelector("details")?.setAttribute("open", "")
}

if (form && button && view) {
  button.hidden = true
  form.addEventListener("change", (event) => {
    if (["course", "first_day", "authority"].includes(event.target.name)) refresh()
  })
}
