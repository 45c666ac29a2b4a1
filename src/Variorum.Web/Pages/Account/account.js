// Copies a text that the page shows; without script it is selected and copied by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Cannot be copied';
    }
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}
