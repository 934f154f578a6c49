import type { SigningJwk } from '../../functions/platform/secrets.ts'
import { signReport } from '../../functions/proof/token.ts'
import { makeSecrets } from './settings.ts'

/** What a report's QR says on this host, with claims as long as they get. */
export async function reportAddress(host: string): Promise<string> {
  const { SIGNING_KEYS = '' } = await makeSecrets()
  const token = await signReport(JSON.parse(SIGNING_KEYS) as SigningJwk[], {
    reportId: 'A'.repeat(21) + 'Q',
    kind: 'archive',
    capSeconds: 1_798_732_800,
    digest: 'z'.repeat(21) + 'w',
    statusIndex: 99_999_999,
  })
  return `https://${host}/v#${token}`
}
