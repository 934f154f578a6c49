// Without script the browser's own menu prints; with it there is a button.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

// what is folded away on the screen is printed
addEventListener('beforeprint', () => {
  for (const closer of document.querySelectorAll<HTMLDetailsElement>('.receipt details')) closer.open = true
})
