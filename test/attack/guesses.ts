// What the limits of decision 28 leave somebody who guesses: 200 guesses at once from one address, 1,000 at one name from
// as many addresses as it takes, and what that is in a year. In between the graduate's own pair is asked all the time.
import { limits } from '../../functions/verification/decide-limits.ts'
import { codeAlphabet } from '#model/codes/codes.ts'
import { earlyInAWindow } from '../support/early-in-a-window.ts'
import { randomCode } from './enumeration.ts'
import { type Findings, newFindings } from './report.ts'
import { type Answer, freshAddress, Visitor } from './visitor.ts'
import type { World } from './world.ts'

const parallel = 200
/** at once, of many addresses: one machine need not open a thousand connections */
const wave = 100

const verdictIn = ({ status, text }: Answer): string => {
  const { verdict } = JSON.parse(text) as { verdict?: string }
  return (status === 429) === (verdict === 'limited') ? (verdict ?? '') : `${status} ${text}`
}

/** The answer without the instants that pass. */
const shape = ({ status, headers, text }: Answer): string =>
  JSON.stringify([status, Math.abs(Number(headers.get('retry-after'))) > 0, text])

export async function attackByGuesses(world: World): Promise<Findings> {
  const found = newFindings()
  const visitor = new Visitor(world.sandbox.origin)
  const { person, codes } = world.b.graduate
  const { code } = codes.archive
  const prefix = code.slice(0, -8)
  const ask = (wanted: string, address: string) =>
    visitor.ask('/api/verifications', { json: { kind: 'archive', name: person.name, code: wanted }, address })
  const expect = (what: string, seen: unknown, wanted: unknown) => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted))
      found.differences.push(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`)
  }

  await earlyInAWindow()
  const address = freshAddress()
  const genuine: string[] = []
  const guessed = new AbortController()
  // their own pair, from the attacker's address and from elsewhere, while the guesses run
  const owner = async (from: () => string, allowed: string[]) => {
    while (!guessed.signal.aborted) {
      const verdict = verdictIn(await ask(code, from()))
      genuine.push(verdict)
      if (!allowed.includes(verdict)) found.differences.push(`the genuine pair was answered ${verdict}`)
    }
  }
  const owners = [owner(() => address, ['valid', 'limited']), owner(freshAddress, ['valid'])]
  const burst = await Promise.all(Array.from({ length: parallel }, () => ask(randomCode(prefix), address)))
  guessed.abort()
  await Promise.all(owners)
  const made = burst.filter((each) => verdictIn(each) === 'unknown').length
  const closed = burst.filter((each) => verdictIn(each) === 'limited').length
  expect('guesses made of 200 at once from one address', made, limits.addressTenMinutes.most)
  expect('guesses that the limit refused', closed, parallel - limits.addressTenMinutes.most)
  const [right, wrong] = [await ask(code, address), await ask(randomCode(prefix), address)]
  expect('a right pair under a reached limit', shape(right), shape(wrong))
  expect('the right pair from elsewhere', verdictIn(await ask(code, freshAddress())), 'valid')

  // one name from fresh addresses, until its day is closed
  let guesses = made
  let asked = 0
  while (asked < limits.nameDay.most + 3 * wave) {
    const answers = await Promise.all(
      Array.from({ length: wave }, () => ask(randomCode(prefix), freshAddress())),
    )
    asked += wave
    const counted = answers.filter((each) => verdictIn(each) === 'unknown').length
    guesses += counted
    const verdict = verdictIn(await ask(code, freshAddress()))
    genuine.push(verdict)
    if (verdict !== 'valid' && verdict !== 'limited')
      found.differences.push(`the genuine pair was answered ${verdict}`)
    if (counted === 0) break
  }
  expect('guesses made at one name in a day, from any address', guesses, limits.nameDay.most)
  expect('the right pair of a closed name', verdictIn(await ask(code, freshAddress())), 'limited')
  const desk = await world.desks.archive.get<{ answer: { verdict: string } }>('/api/department/lookups', {
    json: { kind: 'archive', name: person.name, code },
  })
  expect('the right pair of a closed name, asked by a department', desk.answer.verdict, 'valid')

  const codesThereAre = codeAlphabet.length ** 8
  const year = { name: 365 * limits.nameDay.most, address: 365 * limits.addressDay.most }
  const chance = { name: year.name / codesThereAre, address: year.address / codesThereAre }
  if (chance.name > 1e-6) found.differences.push(`a year's chance at one name is ${chance.name}`)
  const told = Object.entries(Object.groupBy(genuine, (verdict) => verdict))
    .map(([verdict, all]) => `${all?.length} ${verdict}`)
    .join(', ')
  found.lines.push(
    `${parallel} guesses at once from one address: ${made} made, ${closed} limited`,
    `${guesses} guesses at one name from ${asked} addresses, then its day is closed; a department that signs in still passes`,
    `the genuine pair meanwhile: ${told}; unknown ${genuine.filter((verdict) => verdict === 'unknown').length} times`,
    `left to a stranger: ${year.name} guesses a year at one name, chance ${chance.name.toExponential(1)}; ${year.address} from one address, ${chance.address.toExponential(1)}; 31^8 = ${codesThereAre} codes`,
  )
  found.figures = { made, closed, guesses, addresses: asked + 1, genuine: told, year, chance }
  return found
}
