// Makes a repeat of a write get the first answer (decision 23). The key is the client's; the answer is kept by
// commit(), sealed, in the same batch as the write it answers.
import type { Context } from 'hono'
import type { Db } from '../../db/client.ts'
import { findAnswer } from '../../db/commit.ts'
import type { AppEnv } from './bindings.ts'
import { refuse } from './problem.ts'
import { sha256 } from './secrets.ts'
import type { Work } from './work.ts'
import { identityOf } from '#model/actors.ts'

/**
 * Runs `act` unless this actor has used this key before. `act` hands its answer to commit(); where another request
 * with the same key won the race, the verb refuses with state.changed and the winner's answer is given.
 * @param db the database the verb commits to
 * @param body what makes two requests the same one
 */
export async function once<Env extends AppEnv, Answer>(
  c: Context<Env>,
  db: Db,
  body: unknown,
  act: (work: Env['Variables']['work']) => Promise<Answer>,
): Promise<Answer> {
  return onceUnder(c.get('work'), db, idempotencyKeyOf(c), [c.req.method, c.req.path, body], act)
}

/**
 * A key of somebody who is not signed in. It counts beside the name and code it came with, so that two callers' keys
 * never meet, as two accounts' do not; a phone that changes its network between two taps stays the same caller.
 */
export interface CallersKey {
  key: string
  name: string
  code: string
}

/** @throws Problem idempotency.key_missing */
export function idempotencyKeyOf<Env extends AppEnv>(c: Context<Env>): string {
  const given = c.req.header('idempotency-key')
  if (given === undefined || !/^[\x21-\x7e]{8,128}$/.test(given)) refuse('idempotency.key_missing')
  return given
}

/**
 * The same without HTTP: for a form's hidden field and for loaders.
 * @param home the database the verb commits to, or all that it may be
 * @param given where nobody is signed in, with what it came with
 */
export async function onceUnder<W extends Work, Answer>(
  work: W,
  home: Db | readonly Db[],
  given: string | CallersKey,
  body: unknown,
  act: (work: W) => Promise<Answer>,
): Promise<Answer> {
  const { actor } = work
  if (actor.kind === 'anonymous' && typeof given === 'string')
    throw new Error('a key that anybody could have sent needs what it came with')
  const own = typeof given === 'string' ? given : JSON.stringify([given.name, given.code, given.key])
  const key = await work.secrets.index('idempotency', `${actor.kind}\n${identityOf(actor)}\n${own}`)
  const bodyHash = await sha256(JSON.stringify(body))
  const kept = async (): Promise<{ answer: Answer } | undefined> => {
    const answers = await Promise.all([home].flat().map((db) => findAnswer(db, key, work.machineNow)))
    const found = answers.find((each) => each !== undefined)
    if (found === undefined) return undefined
    if (found.bodyHash !== bodyHash) refuse('idempotency.key_reused')
    return {
      answer: JSON.parse(
        await work.secrets.open('idempotency_keys.answer', key, found.answerCipher),
      ) as Answer,
    }
  }
  const before = await kept()
  if (before !== undefined) return before.answer
  try {
    return await act({ ...work, idempotency: { key, bodyHash } })
  } catch (error) {
    const meanwhile = await kept()
    if (meanwhile !== undefined) return meanwhile.answer
    throw error
  }
}
