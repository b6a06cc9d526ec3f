// Hours, totals and what is wrong follow what is typed; without this script «Ver cómo queda» does it.
let asked = 0

async function look() {
  const mine = ++asked
  const form = document.getElementById("agenda")
  const sent = new FormData(form)
  sent.set("do", "look")
  const answer = await fetch(location.href, { method: "POST", body: sent }).catch(() => null)
  if (!answer || !answer.ok || answer.redirected || mine !== asked) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  if (page.getElementById("meanwhile")) {
    form.replaceWith(page.getElementById("agenda"))
    settle()
    return
  }
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = page.getElementById(part.id)
    if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes)
  }
}

function settle() {
  for (const button of document.querySelectorAll("[data-look]")) button.hidden = true
}

document.addEventListener("change", (event) => {
  if (event.target.form?.id === "agenda" && !event.target.name.startsWith("new_")) look()
})
settle()
