// How messages leave: over the deployment's gateway for SMS and e-mail, or, in a sandbox, into the outbox page only. A
// deployment without a gateway sends nothing; the reminder inside the product does not depend on it.
import type { Config } from '../platform/config.ts'

export interface Message {
  /** the same on every try, so that a gateway can leave out what it has sent already */
  id: string
  to: { phone: string; email: string }
  text: string
}

/** @returns whether the message was taken; false is tried again later */
export type Channel = (message: Message) => Promise<boolean>

const LIMIT_MS = 5000

/**
 * POSTs the message as JSON, with a bearer token and the id as `Idempotency-Key`. Any 2xx is taken; an answer that takes
 * longer than five seconds is not.
 */
const gateway =
  (url: string, token: string): Channel =>
  async ({ id, to, text }) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${token}`,
          'Idempotency-Key': id,
        },
        body: JSON.stringify({ id, to, text }),
        redirect: 'manual',
        signal: AbortSignal.timeout(LIMIT_MS),
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

const outboxOnly: Channel = () => Promise.resolve(true)

export function openChannel(config: Pick<Config, 'sandbox' | 'messageGateway'>): Channel | undefined {
  const { messageGateway } = config
  if (messageGateway !== undefined) return gateway(messageGateway.url, messageGateway.token)
  return config.sandbox ? outboxOnly : undefined
}
