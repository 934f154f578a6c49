import type { ExportedHandler } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import type { Bindings } from './platform/bindings.ts'

const app = createApp()

export default {
  fetch: (request, env, context) => app.fetch(request as unknown as Request, env, context as never) as never,
} satisfies ExportedHandler<Bindings>
