// What a deployment says about itself, read once while the site is built: the environment first, then [vars] of
// wrangler.toml. Nothing here is secret: it is printed on every page.
import { parse } from 'smol-toml'
import { joinContacts } from '#model/contact-text.ts'
import settings from '../../../wrangler.toml?raw'

const vars = (parse(settings)['vars'] ?? {}) as Record<string, string>
const read = (name: string): string => process.env[name] ?? vars[name] ?? ''

export const siteConfig = {
  sandbox: read('DEPLOYMENT') === 'sandbox',
  origin: read('ORIGIN'),
  host: URL.canParse(read('ORIGIN')) ? new URL(read('ORIGIN')).host : '',
  operator: read('OPERATOR_NAME'),
  support: joinContacts(read('SUPPORT_PHONE'), read('SUPPORT_EMAIL')),
  recordFiling: read('RECORD_FILING'),
  provider: read('OIDC_PROVIDER_NAME'),
  scanWith: read('SCAN_WITH'),
}
