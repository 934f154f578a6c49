// Everything that looks like a signed token and is none of ours: a report's, a client's assertion, an access token.
import { eq } from 'drizzle-orm'
import { exportJWK, generateKeyPair } from 'jose'
import { reports } from '../../db/schema/authorizations.ts'
import type { SigningJwk } from '../../functions/platform/secrets.ts'
import { signReport } from '../../functions/proof/token.ts'
import type { ReportClaims } from '#model/proof/token.ts'
import { makeSecrets } from '../support/settings.ts'
import { type Findings, newFindings } from './report.ts'
import { freshAddress, Visitor } from './visitor.ts'
import { askToken, assertion, type World } from './world.ts'

/** The order of P-256: beside (r, s) stands (r, n − s), and both hold. */
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const encoded = (text: string) => Buffer.from(text).toString('base64url')
const decoded = (part: string) => Buffer.from(part, 'base64url').toString()

function twinOf(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
  const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')])
  return `${header}.${payload}.${twin.toString('base64url')}`
}

/** Signed by this key, letter for letter. */
async function signedText(jwk: SigningJwk, header: string, payload: string): Promise<string> {
  const { kty, crv, x, y, d } = jwk
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, ecdsa, false, ['sign'])
  const text = `${encoded(header)}.${encoded(payload)}`
  return `${text}.${Buffer.from(await crypto.subtle.sign(ecdsa, key, Buffer.from(text))).toString('base64url')}`
}

async function hmacSigned(secret: string, header: string, payload: string): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', Buffer.from(secret), hmac, false, ['sign'])
  const text = `${encoded(header)}.${encoded(payload)}`
  return `${text}.${Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from(text))).toString('base64url')}`
}

/** By name, what an attacker can make of a genuine token, of the published keys and of a key of their own. */
async function forgedReports(token: string, own: SigningJwk, other: ReportClaims) {
  const [head = '', body = '', signature = ''] = token.split('.')
  const [header, payload] = [decoded(head), decoded(body)]
  const { kid } = JSON.parse(header) as { kid: string }
  const foreign = JSON.parse((await makeSecrets()).SIGNING_KEYS ?? '') as SigningJwk[]
  const theirs = foreign[0] as SigningJwk
  const headed = (changes: object) => encoded(JSON.stringify({ ...JSON.parse(header), ...changes }))
  const said = (changes: object) => encoded(JSON.stringify({ ...JSON.parse(payload), ...changes }))
  const published = JSON.stringify({ kty: 'EC', crv: 'P-256', x: own['x'], y: own['y'] })
  return {
    'alg none': `${headed({ alg: 'none' })}.${body}.`,
    'alg none with the signature': `${headed({ alg: 'none' })}.${body}.${signature}`,
    'alg HS256 by the published key': await hmacSigned(
      published,
      JSON.stringify({ alg: 'HS256', kid }),
      payload,
    ),
    'another report under the signature': `${head}.${said({ r: other.reportId })}.${signature}`,
    'another kind under the signature': `${head}.${said({ k: 'hukou' })}.${signature}`,
    'another digest under the signature': `${head}.${said({ d: other.digest })}.${signature}`,
    'a later cap under the signature': `${head}.${said({ c: other.capSeconds + 86_400 })}.${signature}`,
    'foreign key, our kid': await signedText(theirs, header, payload),
    'foreign key, its own kid': await signReport([theirs], other),
    'foreign key brought along': await signedText(
      theirs,
      JSON.stringify({
        alg: 'ES256',
        kid,
        jwk: { kty: 'EC', crv: 'P-256', x: theirs['x'], y: theirs['y'] },
      }),
      payload,
    ),
    'kid doubled': await signedText(own, header.replace('{', `{"kid":"${kid}",`), payload),
    'report doubled': await signedText(
      own,
      header,
      payload.replace('{', `{"r":${JSON.stringify(other.reportId)},`),
    ),
    'space in the payload': await signedText(own, header, payload.replace(',', ', ')),
    'letter by its number': await signedText(own, header, payload.replace('"k"', String.raw`"\u006b"`)),
    'space inside': `${head}. ${body}.${signature}`,
    'line end inside': `${head}.${body}\n.${signature}`,
    padded: `${token}==`,
    'fourth part': `${token}.${signature}`,
    'signature empty': `${head}.${body}.`,
    'signature of zeros': `${head}.${body}.${'A'.repeat(86)}`,
    'last character otherwise': `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    'typ of a saved copy': `${headed({ typ: 'copy' })}.${body}.${signature}`,
  }
}

export async function attackTokens(world: World): Promise<Findings> {
  const found = newFindings()
  const visitor = new Visitor(world.sandbox.origin)
  const { graduate } = world.a
  const { own, claims, other } = await world.onDatabase(async ({ shards, secrets }) => {
    const read = async ({ codes }: typeof graduate): Promise<ReportClaims> => {
      const { reportId } = codes.archive
      const [row] = await shards.directory.select().from(reports).where(eq(reports.id, reportId))
      if (row === undefined) throw new Error('no report')
      const { kind, capAt, digest, statusIndex } = row
      return { reportId, kind, capSeconds: capAt / 1000, digest, statusIndex }
    }
    return {
      own: secrets.signingKeys[0] as SigningJwk,
      claims: await read(graduate),
      other: await read(world.b.graduate),
    }
  })
  const token = await signReport([own], claims)
  const ask = async (json: object, address = freshAddress()) => {
    const answer = await visitor.ask('/api/verifications', { json, address })
    const body = JSON.parse(answer.text) as { verdict?: string; receipt?: string }
    return { status: answer.status, ...body }
  }

  const address = freshAddress()
  const genuine = await ask({ token }, address)
  if (genuine.verdict !== 'valid') found.differences.push(`the genuine token is ${JSON.stringify(genuine)}`)
  const twin = await ask({ token: twinOf(token) }, address)
  if (twin.verdict !== 'valid' || twin.receipt !== genuine.receipt)
    found.differences.push(`the twin is no repeat of its token: ${JSON.stringify(twin)}`)

  const forged = await forgedReports(token, own, other)
  let believed = 0
  for (const [name, text] of Object.entries(forged))
    for (const json of [{ token: text }, { kind: 'archive', name: graduate.person.name, code: text }]) {
      const answer = await ask(json)
      if (answer.status === 200 && answer.verdict === 'unknown') continue
      believed += 1
      found.differences.push(`report token, ${name}: ${answer.status} ${answer.verdict}`)
    }
  found.lines.push(
    `report tokens: ${Object.keys(forged).length} forgeries by two ways in, ${believed} believed`,
    'the (r, n−s) twin of a genuine signature: the same report, in the same ledger row',
  )

  const assertions = await attackAssertions(world, found)
  const bearers = await attackBearers(world, found)
  found.figures = {
    reportForgeries: Object.keys(forged).length,
    believed,
    assertions,
    bearers,
    twin: twin.verdict,
  }
  return found
}

async function attackAssertions(world: World, found: Findings): Promise<number> {
  const { origin } = world.sandbox
  const { province, department } = world.machines
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const good = await assertion(origin, province)
  const [head = '', body = '', signature = ''] = good.split('.')
  const { d: _, ...foreignPublic } = await exportJWK(privateKey)
  const asOther = { id: department.id, key: province.key }
  const headed = (changes: object) =>
    encoded(JSON.stringify({ ...(JSON.parse(decoded(head)) as object), ...changes }))
  const attempts: Record<string, string> = {
    'alg none': `${headed({ alg: 'none' })}.${body}.`,
    'alg HS256': await assertion(
      origin,
      { ...province, key: Buffer.from('first'.repeat(8)) },
      { alg: 'HS256' },
    ),
    'foreign key': await assertion(origin, { ...province, key: privateKey }),
    'foreign key brought along': await assertion(
      origin,
      { ...province, key: privateKey },
      { jwk: foreignPublic },
    ),
    'foreign kid': await assertion(origin, province, { kid: 'second' }),
    'another client by its own key': await assertion(origin, asOther),
    'space inside': `${head}. ${body}.${signature}`,
    padded: `${good}=`,
    'fourth part': `${good}.${signature}`,
    'signature empty': `${head}.${body}.`,
  }
  const before = found.differences.length
  for (const [name, text] of Object.entries(attempts)) {
    const { status } = await askToken(origin, text)
    if (status !== 401) found.differences.push(`client assertion, ${name}: ${status}`)
  }
  const once = await askToken(origin, good)
  if (once.status !== 200) found.differences.push(`the genuine client assertion: ${once.status}`)
  for (const [name, text] of [
    ['used before', good],
    ['the twin of one used before', twinOf(good)],
  ] as const) {
    const { status } = await askToken(origin, text)
    if (status !== 401) found.differences.push(`client assertion, ${name}: ${status}`)
  }
  const taken = found.differences.length - before
  found.lines.push(
    `client assertions: ${Object.keys(attempts).length} forgeries, a repeat and its twin, ${taken} taken`,
  )
  return Object.keys(attempts).length + 2
}

async function attackBearers(world: World, found: Findings): Promise<number> {
  const visitor = new Visitor(world.sandbox.origin)
  const { token } = world.machines.province
  const attempts = [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${token}A`,
    token.slice(0, -1),
    `${token.slice(0, 22)} ${token.slice(22)}`,
    `${token}, Bearer ${token}`,
    world.machines.department.token,
    token.toLowerCase(),
    'A'.repeat(44),
  ]
  const good = await visitor.ask('/api/sync/events', { token })
  if (good.status !== 200) found.differences.push(`the genuine access token: ${good.status}`)
  let taken = 0
  for (const text of attempts) {
    const { status } = await visitor.ask('/api/sync/events', { token: text })
    if (status === 401) continue
    taken += 1
    found.differences.push(`access token ${text.slice(0, 4)}…: ${status}`)
  }
  found.lines.push(`access tokens: ${attempts.length} changed ones, ${taken} taken`)
  return attempts.length
}
