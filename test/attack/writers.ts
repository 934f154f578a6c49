// Those who write while the worker is killed: officers add accounts, graduates save drafts, a desk looks codes up. Each
// sends its next write when its last one was answered, and none after one that was not.
import { filled } from '../support/filled-content.ts'
import type { Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** One write: what was sent, and what came back where anything did. */
export interface Attempt {
  who: Visitor
  path: string
  json: object
  key: string
  answer?: { status: number; text: string }
}

export interface Draft {
  who: Visitor
  open: { id: string; version: number } | null
}

const deskPath = '/api/department/lookups'
const accountWriters = 3
const deskWriters = 2

/** Whether a repeat under its key gets the first answer: a look-up is made anew each time. */
export const isKeyed = ({ path }: Attempt): boolean => path !== deskPath

export async function send(attempt: Attempt): Promise<void> {
  const { who, path, json, key } = attempt
  try {
    const { status, text } = await who.ask(path, { json, key })
    attempt.answer = { status, text }
  } catch {
    // cut off: it may have been done all the same
  }
}

/** A save counts the version up by exactly one, also when it was cut off and sent again. */
export function takeDraft(draft: Draft, { answer }: Attempt): string | undefined {
  const { id, version } = JSON.parse(answer?.text ?? '{}') as { id: string; version: number }
  const { open } = draft
  draft.open = { id, version }
  return version === (open?.version ?? 0) + 1 && (open === null || id === open.id)
    ? undefined
    : `a draft went from version ${open?.version ?? 0} to ${answer?.text}`
}

/** @param cycle makes what is written different from what was written before */
export function startWriters(world: World, drafts: Draft[], cycle: number, fault: (text: string) => void) {
  const attempts: Attempt[] = []
  const ending = new AbortController()
  const keepOn = async (
    who: Visitor,
    path: string,
    next: (at: number) => object,
    took: (a: Attempt) => void,
  ) => {
    for (let at = 0; !ending.signal.aborted; at += 1) {
      const attempt: Attempt = { who, path, json: next(at), key: crypto.randomUUID() }
      attempts.push(attempt)
      await send(attempt)
      if (attempt.answer === undefined) return
      if (attempt.answer.status === 200) took(attempt)
      else fault(`${path}: ${attempt.answer.status} ${attempt.answer.text}`)
    }
  }
  const { person, codes } = world.a.graduate
  const asked = { kind: 'archive', name: person.name, code: codes.archive.code }
  const running = [
    ...Array.from({ length: accountWriters }, (_, writer) =>
      keepOn(
        world.a.officer,
        '/api/staff/accounts',
        (at) => ({ login: `kill-${cycle}-${writer}-${at}`, name: '攻击账号', college: '' }),
        () => undefined,
      ),
    ),
    ...drafts.map((draft) =>
      keepOn(
        draft.who,
        '/api/graduate/registration/draft',
        (at) => ({
          open: draft.open,
          kind: 'registration',
          content: { ...filled, unitName: `第${cycle}次第${at}号公司` },
          reason: '',
        }),
        (attempt) => {
          const wrong = takeDraft(draft, attempt)
          if (wrong !== undefined) fault(wrong)
        },
      ),
    ),
    ...Array.from({ length: deskWriters }, () =>
      keepOn(
        world.desks.archive,
        deskPath,
        () => asked,
        (attempt) => {
          if (receiptIn(attempt) === '') fault(`a desk was told ${attempt.answer?.text} of a live code`)
        },
      ),
    ),
  ]
  return {
    attempts,
    stop: async () => {
      ending.abort()
      await Promise.all(running)
    },
  }
}

/** Of a look-up that was answered `valid`. */
export function receiptIn({ answer }: Attempt): string {
  const said = JSON.parse(answer?.text ?? '{}') as { answer?: { verdict: string; receipt: string } }
  return said.answer?.verdict === 'valid' ? said.answer.receipt : ''
}
