import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../../functions/app.ts'
import { cloudflare } from '../../../functions/platform/runtime.ts'
import { testSettings } from '../../support/settings.ts'

interface Operation {
  summary?: string
  tags?: string[]
}

let document: { openapi: string; paths: Record<string, Record<string, Operation>> }
beforeAll(async () => {
  const answer = await createApp(cloudflare).request('/api/openapi.json', {}, await testSettings())
  expect(answer.status).toBe(200)
  document = (await answer.json()) as typeof document
})

it('describes the API in a document that is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const verdict = await validator.validate(structuredClone(document))
  expect(verdict).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  expect(() => validator.resolveRefs()).not.toThrow()
})

it('is told by the validator when a document is not', async () => {
  const broken = structuredClone(document)
  const path = broken.paths['/api/sync/events']
  if (path?.['get'] === undefined) throw new Error('no feed')
  path['get'].tags = 'not a list' as never
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

it('says of every operation what it does', () => {
  const bare = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { summary = '' }]) => summary === '')
      .map(([method]) => `${method} ${path}`),
  )
  expect(bare).toEqual([])
})

it('names the rows of one call that are really taken', () => {
  expect(JSON.stringify(document.paths['/api/sync/records'])).toContain('"maxItems":1000')
})
