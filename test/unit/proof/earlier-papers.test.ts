// A token as it was printed before pages checked tokens themselves: papers stay valid, so this file never changes.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { SigningJwk } from '../../../functions/platform/secrets.ts'
import { publishedSet } from '../../../functions/proof/signing-keys.ts'
import { digestOf, readReportToken } from '../../../functions/proof/token.ts'
import { checkToken, type PublishedKey } from '../../../site/src/kit/proof/check-token.ts'

const sample = new URL('../../samples/earlier-paper.json', import.meta.url)
const { key, content, token } = JSON.parse(readFileSync(sample, 'utf8')) as {
  key: SigningJwk
  content: string
  token: string
}
const claims = {
  reportId: 'AbCdEfGhIjKlMnOpQrStUw',
  kind: 'hukou',
  capSeconds: 1_798_732_800,
  digest: await digestOf(content),
  statusIndex: 41,
}

it('verifies a paper printed earlier, at the edge and in the page', async () => {
  expect(await readReportToken([key], token)).toEqual(claims)
  const { keys } = await publishedSet([key])
  expect(await checkToken(token, keys as PublishedKey[])).toEqual({ ours: true, claims })
})
