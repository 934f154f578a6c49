// The public keys that reports are checked with, the list of their states, and the page that checks them. Printed
// sheets: a graduate's own reports, and the 去向登记信息表 for its graduate and for the school; whose it is comes from the
// session alone, another's is answered like one that is missing.
import { type Context, Hono } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { z } from 'zod'
import { only, orSignIn } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { cacheFor } from '../platform/caching.ts'
import { subjectOf } from '../access/subject.ts'
import { param, query } from '../platform/validate.ts'
import { open } from '../platform/route-properties.ts'
import { pageWithKeys } from './published-keys-page.ts'
import { registrationFormPage } from './registration-form-page.ts'
import { refreshStatusList } from '../proof/refresh-status-list.ts'
import { reportCopy, reportPage } from './report-page.ts'
import { sheetHeaders } from '../print/sheet-page.ts'
import { showRegistrationForm } from './show-registration-form.ts'
import { forgedAddress, showSpecimen, specimenAddress } from './show-specimen.ts'
import { specimenNames } from '#model/report/specimens.ts'
import { showReport } from './show-report.ts'
import { publishedSet } from '../proof/signing-keys.ts'
import { keySetKept } from '#model/proof/signing-keys.ts'
import { statusListTtl, statusListType } from '#model/proof/status-list.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { kindShort } from '#words/report-kinds.ts'
import { formWords, reportWords } from '#words/reports.ts'

const fileNames = {
  specimen: { plain: 'specimen.html', shown: reportWords.file(reportWords.specimen) },
  form: { plain: 'registration-form.html', shown: formWords.file },
} as const

const reportFile = (kind: ReportKind) => ({
  plain: `report-${kind}.html`,
  shown: reportWords.file(kindShort[kind]),
})

const keptWith304 = [...RETAINED_304_HEADERS, 'access-control-allow-origin']

const named = z.object({ name: z.enum(specimenNames) })
const scannable = z.enum([...specimenNames, 'forged'])
const id = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const saved = z.strictObject({ download: z.literal('1').optional() })

interface Asked {
  schoolCode: string
  rosterEntryId: string
  back: { href: string; text: string }
  copy: boolean
}

async function formSheet<Env extends AppEnv>(
  c: Context<Env>,
  { schoolCode, rosterEntryId, back, copy }: Asked,
) {
  const work = c.get('work')
  const form = await showRegistrationForm(work, schoolCode, rosterEntryId, back)
  const page = String(await registrationFormPage({ form, config: work.config, back, copy }))
  return c.body(page, 200, await sheetHeaders(copy ? fileNames.form : undefined))
}

export const reportRoutes = new Hono<AppEnv>()
  .get(
    '/.well-known/jwks.json',
    open(),
    cacheFor(keySetKept.fresh, keySetKept.stale),
    etag({ retainedHeaders: keptWith304 }),
    async (c) =>
      c.body(JSON.stringify(await publishedSet(c.get('work').secrets.signingKeys)), 200, {
        'Content-Type': 'application/jwk-set+json',
        'Access-Control-Allow-Origin': '*',
      }),
  )
  .get('/.well-known/status-list', open(), etag({ retainedHeaders: keptWith304 }), async (c) => {
    const work = c.get('work')
    return c.body(await refreshStatusList(work), 200, {
      'Content-Type': `application/${statusListType}`,
      'Cache-Control': `public, max-age=${statusListTtl(work.config.sandbox)}`,
      'Access-Control-Allow-Origin': '*',
    })
  })
  .get('/v/', open(), (c) => pageWithKeys(c, '/v/'))
  .get('/specimens/:name', open(), param(named), query(saved), async (c) => {
    const work = c.get('work')
    const report = await showSpecimen(work, c.req.valid('param').name)
    const copy = c.req.valid('query').download === '1'
    const page = await (copy ? reportCopy : reportPage)(work, report)
    return c.body(page, 200, await sheetHeaders(copy ? fileNames.specimen : undefined))
  })
  .get('/specimens/:name/scan', open(), param(z.object({ name: scannable })), async (c) => {
    const { name } = c.req.valid('param')
    const work = c.get('work')
    return c.redirect(await (name === 'forged' ? forgedAddress(work) : specimenAddress(work, name)))
  })
  .get('/reports/:id', param(z.object({ id })), query(saved), orSignIn('graduate'), async (c) => {
    const work = c.get('work')
    const report = await showReport(work, c.req.valid('param').id)
    const copy = c.req.valid('query').download === '1'
    const page = await (copy ? reportCopy : reportPage)(work, report)
    return c.body(page, 200, await sheetHeaders(copy ? reportFile(report.content.kind) : undefined))
  })
  // for the screen that is held to a window; who it is comes from the session, as the report's page does
  .get('/reports/:id/qr.svg', param(z.object({ id })), only('graduate'), async (c) => {
    const { qr } = await showReport(c.get('work'), c.req.valid('param').id)
    return c.body(qr, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, no-store' })
  })
  .get('/graduate/registration-form', query(saved), orSignIn('graduate'), async (c) => {
    const { schoolCode, rosterEntryId } = subjectOf(c.get('work'))
    const back = { href: '/graduate/confirm/', text: formWords.back.confirm }
    const copy = c.req.valid('query').download === '1'
    return formSheet(c, { schoolCode, rosterEntryId, back, copy })
  })
  .get(
    '/staff/registration-forms/:entryId',
    param(z.object({ entryId: id })),
    query(saved),
    orSignIn('school'),
    async (c) => {
      const { entryId } = c.req.valid('param')
      const { schoolCode } = c.get('work').actor.scope
      const back = { href: '/staff/', text: formWords.back.desk }
      const copy = c.req.valid('query').download === '1'
      return formSheet(c, { schoolCode, rosterEntryId: entryId, back, copy })
    },
  )
