// The table of abuse cases in test/README.md: each of the twenty is held by a test that is there under the title it is
// named by, or says in so many words that none is.
import { expect, it } from 'vitest'
import { filesIn, readSource } from './source.ts'

const cases = readSource('test/README.md')
  .split('\n')
  .flatMap((line) => {
    const [, number, held] = /^\| (\d+) +\|[^|]+\| (.+?) +\|$/.exec(line) ?? []
    return held === undefined ? [] : [{ number: Number(number), held }]
  })

it('names twenty abuse cases, one by one', () => {
  expect(cases.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
})

it('names for each a test that is there, or says that there is none', () => {
  const files = new Set(filesIn('test'))
  const missing = cases
    .filter(({ held }) => !held.startsWith('none: '))
    .flatMap(({ held }) => held.split(' · '))
    .filter((held) => {
      const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(held) ?? []
      return !files.has(`test/${file}`) || !readSource(`test/${file}`).includes(title)
    })
  expect(missing).toEqual([])
})
