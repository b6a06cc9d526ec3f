// Copying a text, or handing it to the phone's own menu. Without this file the text can be selected with one touch.

for (const tools of document.querySelectorAll(".call-tools")) {
  const text = tools.parentElement.querySelector(".call-text");
  const said = tools.querySelector("[role=status]");
  tools.hidden = false;

  tools.querySelector("[data-copy]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);   // only over https, and on the machine itself
      said.textContent = said.dataset.done;
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = said.dataset.marked;
    }
  });

  const share = tools.querySelector("[data-share]");
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ text: text.textContent }).catch(() => {}));
  }
}
