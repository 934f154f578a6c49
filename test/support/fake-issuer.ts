import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'

/** What the fake provider's token endpoint answers; `undefined` answers nothing at all. */
export type TokenAnswer = (asked: URLSearchParams) => Promise<{ status?: number; body: unknown }>

const keys = await generateKeyPair('RS256', { extractable: true })
const foreign = await generateKeyPair('RS256', { extractable: true })

/** An OpenID provider that says whatever a test wants it to. */
export async function startFakeIssuer() {
  let answer: TokenAnswer = async () => ({ status: 500, body: {} })
  let metadata: Record<string, unknown> = {}
  let userinfo: unknown = {}
  const asked: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? ''
      asked.push(path)
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const say = (body: unknown, status = 200) => {
        response.writeHead(status, { 'Content-Type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (path === '/.well-known/openid-configuration')
        say({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: `${issuer}/userinfo`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
          authorization_response_iss_parameter_supported: true,
          ...metadata,
        })
      else if (path === '/jwks')
        say({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'ours', alg: 'RS256', use: 'sig' }] })
      else if (path === '/token') {
        const { status = 200, body } = await answer(new URLSearchParams(text))
        say(body, status)
      } else if (path === '/userinfo') say(userinfo)
      else say({}, 404)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const usual: JWTHeaderParameters = { alg: 'RS256', kid: 'ours' }
  const sign = (claims: JWTPayload, key: CryptoKey = keys.privateKey, header = usual) =>
    new SignJWT(claims).setProtectedHeader(header).sign(key)
  return {
    issuer,
    asked,
    sign,
    /** by a key that is not in the provider's key set */
    signForeign: (claims: JWTPayload, header: JWTHeaderParameters = usual) =>
      sign(claims, foreign.privateKey, header),
    foreignJwk: () => exportJWK(foreign.publicKey),
    answerWith: (next: TokenAnswer) => {
      answer = next
    },
    describeAs: (next: Record<string, unknown>) => {
      metadata = next
    },
    sayOfPerson: (next: unknown) => {
      userinfo = next
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
