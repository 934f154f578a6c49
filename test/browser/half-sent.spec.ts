import { once } from 'node:events'
import { connect } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { registerClient } from '../../functions/access/machines/register-client.ts'
import { openDatabase } from '../sandbox/open-database.ts'
import { sampleBytes } from '../support/samples.ts'
import { sandbox } from './own-sandbox.ts'

const client = 'half-sent-client'
let token: string
beforeAll(async () => {
  const origin = sandbox.origin
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const database = await openDatabase(sandbox.dir)
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'only' }]
  await registerClient(database.work(), { id: client, provinceCode: '44', name: '省级系统', keys })
  await database.close()
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'only' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(`${origin}/api/oauth/token`)
    .setJti(crypto.randomUUID())
    .setExpirationTime('1m')
    .sign(privateKey)
  const answer = await fetch(`${origin}/api/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  token = ((await answer.json()) as { access_token: string }).access_token
})

it('writes nothing of a report whose connection breaks, and takes it whole under the same key', async () => {
  const origin = new URL(sandbox.origin)
  const sample = JSON.parse(
    new TextDecoder().decode(sampleBytes('destinations-guangdong-10558-2026.json')),
  ) as { 记录: Record<string, string>[] }
  const rows = sample.记录.slice(0, 3)
  for (const row of rows) row['单位地址'] = '广东省广州市天河区改正路1号'
  const body = Buffer.from(JSON.stringify({ ...sample, 记录: rows }))
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': 'sent-in-two-tries',
  }
  const socket = connect(Number(origin.port), origin.hostname)
  await once(socket, 'connect')
  const fields = { Host: origin.host, 'Content-Length': String(body.length), ...headers }
  socket.write(
    `POST /api/sync/records HTTP/1.1\r\n${Object.entries(fields)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )
  socket.write(body.subarray(0, body.length / 2))
  // time must pass: nothing tells from outside that the worker has begun to read
  await new Promise((resolve) => setTimeout(resolve, 300))
  socket.destroy()
  const push = async () => {
    const answer = await fetch(new URL('/api/sync/records', origin), { method: 'POST', headers, body })
    return { status: answer.status, text: await answer.text() }
  }
  const first = await push()
  expect(first.status).toBe(200)
  expect(JSON.parse(first.text)).toMatchObject({ counts: { rows: 3, changed: 3, refused: 0 } })
  expect(await push()).toEqual(first)
})
