// The owner's report. Whose it is comes from the session alone; another's report is answered like one that is missing.
import { Hono } from 'hono'
import { z } from 'zod'
import { findActor } from '../platform/access.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { param, query } from '../platform/validate.ts'
import { reportPage, reportPolicy } from './report-page.ts'
import { showReport } from './show-report.ts'

const fileNames = {
  archive: { plain: 'report-archive.html', shown: '去向登记信息核验报告-档案.html' },
  hukou: { plain: 'report-hukou.html', shown: '去向登记信息核验报告-户口.html' },
} as const

export const reportRoutes = new Hono<AppEnv>().get(
  '/reports/:id',
  param(z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })),
  query(z.strictObject({ download: z.literal('1').optional() })),
  async (c) => {
    const actor = await findActor(c, 'graduate')
    if (actor?.kind !== 'graduate')
      return c.redirect(`/sign-in/graduate?return=${encodeURIComponent(c.req.path)}`)
    const work = { ...c.get('work'), actor }
    const report = await showReport(work, actor, c.req.valid('param').id)
    const copy = c.req.valid('query').download === '1'
    const { plain, shown } = fileNames[report.content.kind]
    return c.body(String(await reportPage({ report, config: work.config, copy })), 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': await reportPolicy(),
      ...(copy
        ? {
            'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(shown)}`,
          }
        : {}),
    })
  },
)
