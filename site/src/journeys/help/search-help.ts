// Filters the questions while somebody types. Without it the box stays hidden and everything is there to read.
import { helpSearch } from '#words/help/search.ts'
import { finds } from './match-question.ts'

const form = document.querySelector<HTMLFormElement>('#search')
const box = document.querySelector<HTMLInputElement>('#search-box')
const said = document.querySelector<HTMLElement>('#search-said')
const none = document.querySelector<HTMLElement>('#search-none')
const contents = document.querySelector<HTMLElement>('#contents')
const topics = [...document.querySelectorAll<HTMLElement>('section.topic')].map((topic) => ({
  topic,
  questions: [...topic.querySelectorAll('details')].map((question) => ({
    question,
    text: `${topic.querySelector('h2')?.textContent ?? ''} ${question.textContent ?? ''}`,
  })),
}))

function show(typed: string): void {
  const searching = typed.trim() !== ''
  let count = 0
  for (const { topic, questions } of topics) {
    for (const { question, text } of questions) question.hidden = !finds(typed, text)
    const found = questions.filter(({ question }) => !question.hidden).length
    topic.hidden = found === 0
    count += found
  }
  if (contents !== null) contents.hidden = searching
  if (none !== null) none.hidden = count > 0
  if (said !== null) said.textContent = searching && count > 0 ? helpSearch.found(count) : ''
}

form?.addEventListener('submit', (event) => event.preventDefault())
box?.addEventListener('input', () => show(box.value))
// a question that the address names is there to be seen, whatever was typed before
addEventListener('hashchange', () => {
  if (box !== null) box.value = ''
  show('')
})
// its place was held, so that nothing moves
form?.classList.remove('held')
// what the browser kept in the box on the way back
if (box !== null) show(box.value)
