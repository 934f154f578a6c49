// The matrix of `npm run test:attack` knows every operation there is, and lets in whom the routes themselves let in: a new
// route fails here until its row is written.
import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../../functions/app.ts'
import { cloudflare } from '../../../functions/platform/runtime.ts'
import { propertyOf } from '../../../functions/platform/route-properties.ts'
import { roles } from '#model/roles.ts'
import { operations } from '../../attack/operations.ts'
import { isForMachines, rolesOf } from '../../support/route-roles.ts'
import { testSettings } from '../../support/settings.ts'

const app = createApp(cloudflare)
let described: { route: string; secured: boolean }[]
beforeAll(async () => {
  const answer = await app.request('/api/openapi.json', {}, await testSettings())
  const document = (await answer.json()) as { paths: Record<string, Record<string, { security?: unknown }>> }
  described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      secured: security !== undefined,
    })),
  )
})

it('has a row for every operation of the OpenAPI document, and for nothing else', () => {
  expect(described.length).toBeGreaterThan(50)
  expect(Object.keys(operations).toSorted()).toEqual(described.map(({ route }) => route).toSorted())
})

it('lets in whom each route says that it asks for', () => {
  for (const { route, secured } of described) {
    const [method, path] = route.split(' ')
    const handlers = app.routes.filter((each) => each.method === method && each.path === path)
    const properties = new Set(handlers.map(({ handler }) => propertyOf(handler)))
    const allowed = rolesOf(route)
    expect([route, allowed === undefined]).toEqual([route, properties.has('open')])
    expect([route, allowed !== undefined]).toEqual([route, properties.has('asks who')])
    const byToken = (allowed ?? []).some((role) => roles[role].by === 'token')
    expect([route, byToken, isForMachines(route)]).toEqual([route, secured, secured])
  }
})

it('says of every operation about an object what is answered for one that is not there', () => {
  for (const [route, { object, others }] of Object.entries(operations))
    expect([route, others !== undefined]).toEqual([route, object !== undefined])
  // an address with a place in it is always about an object
  for (const [route, { object }] of Object.entries(operations))
    if (route.includes(':')) expect([route, object]).toEqual([route, expect.any(String)])
})
