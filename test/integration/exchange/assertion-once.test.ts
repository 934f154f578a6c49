import { beforeAll, expect, it } from 'vitest'
import { issueToken } from '../../../functions/access/machines/issue-token.ts'
import { workAt } from '../../support/fixtures.ts'
import { assertionType, seedClient } from '../../support/machine-client.ts'

/** a whole second, as `exp` is */
const EXPIRES = 1_795_000_000_000
const SECOND = 1000

let client: Awaited<ReturnType<typeof seedClient>>
beforeAll(async () => {
  client = await seedClient('44')
})

const newAssertion = () => client.assert({ iat: EXPIRES / SECOND - 60, exp: EXPIRES / SECOND })

/** Whether a token is issued for it, that many milliseconds after its `exp`. */
async function isTaken(assertion: string, after: number): Promise<boolean> {
  const answer = await issueToken({ ...workAt(), machineNow: EXPIRES + after }, [
    ['grant_type', 'client_credentials'],
    ['client_assertion_type', assertionType],
    ['client_assertion', assertion],
  ])
  if ('error' in answer) {
    expect(answer).toMatchObject({ error: 'invalid_client' })
    return false
  }
  return true
}

it.each([
  [-SECOND, true],
  [0, true],
  [9 * SECOND, true],
  [10 * SECOND - 1, true],
  [10 * SECOND, false],
  [60 * SECOND, false],
])('takes a new assertion up to ten seconds after its exp: %d ms after it, %s', async (after, taken) => {
  expect(await isTaken(await newAssertion(), after)).toBe(taken)
})

it.each([-30, -1, 0, 1, 5, 9])(
  'takes none twice as long as it would be taken, first %d s after its exp',
  async (first) => {
    const assertion = await newAssertion()
    expect(await isTaken(assertion, first * SECOND)).toBe(true)
    // another request tidies up behind each
    for (let after = first * SECOND; after < 12 * SECOND; after += 500) {
      expect([after, await isTaken(assertion, after)]).toEqual([after, false])
      if (after % 2000 === 0) await isTaken(await newAssertion(), after)
    }
    expect(await isTaken(assertion, 10 * SECOND - 1)).toBe(false)
  },
)
