/** Settings of a sandbox: the same names a deployment sets, with keys made here. */
export async function testSettings(): Promise<Record<string, string>> {
  return {
    ...sandboxSettings({ origin: 'http://127.0.0.1:8787', issuer: 'http://127.0.0.1:8788' }),
    ...(await makeSecrets()),
  }
}

/** What the stand-in provider says of a passed face check, and of a sign-in of staff. */
export const sandboxAcr = { face: 'urn:quxiang:acr:face', staff: 'urn:quxiang:acr:staff' }

export const sandboxSettings = (where: { origin: string; issuer: string }): Record<string, string> => ({
  DEPLOYMENT: 'sandbox',
  ORIGIN: where.origin,
  OPERATOR_NAME: '去向沙箱运营单位',
  SUPPORT_PHONE: '010-00000000',
  SUPPORT_EMAIL: 'support@quxiang.example',
  SCAN_WITH: '手机',
  RECORD_FILING: '',
  OIDC_ISSUER: where.issuer,
  OIDC_CLIENT_ID: 'quxiang',
  OIDC_CLIENT_SECRET: 'sandbox-client-secret',
  OIDC_PROVIDER_NAME: '学信网（沙箱）',
  STEP_UP_ACR: sandboxAcr.face,
  STAFF_OIDC_ISSUER: where.issuer,
  STAFF_OIDC_CLIENT_ID: 'quxiang-staff',
  STAFF_OIDC_CLIENT_SECRET: 'sandbox-staff-client-secret',
  STAFF_ACR: sandboxAcr.staff,
})

/** What a deployment that serves real people sets otherwise than a sandbox. */
export const productionValues = {
  DEPLOYMENT: 'production',
  ORIGIN: 'https://quxiang.university.cn',
  OPERATOR_NAME: '某市毕业生就业服务中心',
  SUPPORT_PHONE: '010-66001122',
  SUPPORT_EMAIL: 'support@quxiang.university.cn',
  OIDC_ISSUER: 'https://sign-in.university.cn',
  OIDC_CLIENT_SECRET: 'of the graduates’ own client',
  OIDC_PROVIDER_NAME: '学信网',
  STAFF_OIDC_ISSUER: 'https://staff.university.cn',
  STAFF_OIDC_CLIENT_SECRET: 'of the client of staff alone',
}

/** Fresh random keys in the form the secrets take. */
export async function makeSecrets(): Promise<Record<string, string>> {
  const key = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { FIELD_KEYS: `k1:${key()}`, INDEX_SECRET: key(), SIGNING_KEYS: JSON.stringify([jwk]) }
}
