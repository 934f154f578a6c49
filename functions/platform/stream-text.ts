import { causeOf, log } from './log.ts'
import type { Work } from './work.ts'

/**
 * A long text, sent part by part as it is read. One that breaks off is told apart from a whole one, and the log says why.
 * @param next the next part, undefined after the last
 */
export function streamText(
  work: Pick<Work, 'machineNow' | 'requestId'>,
  before: string,
  next: () => Promise<string | undefined>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(before)),
    async pull(controller) {
      try {
        const text = await next()
        if (text === undefined) controller.close()
        else controller.enqueue(encoder.encode(text))
      } catch (error) {
        log({
          event: 'failed',
          at: new Date(work.machineNow).toISOString(),
          requestId: work.requestId,
          code: 'server.failed',
          reason: causeOf(error),
        })
        controller.error(error)
      }
    },
  })
}
