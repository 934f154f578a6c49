// Whoever is answered with more than one person's data leaves a row in the audit before the answer leaves: which list, of
// how many, filtered by what. A route states it in its own line; a test finds the lists that do not.
import type { Context, MiddlewareHandler } from 'hono'
import { commit } from '../../db/commit.ts'
import { placeOfActor, schoolCodeOf } from '#model/actors.ts'
import type { AppEnv } from './bindings.ts'
import { stating } from './route-properties.ts'
import type { Work } from './work.ts'

/** What an audit row may repeat of a filter; of any other field only that it was used, because it can name somebody. */
const plain = new Set(['cohort', 'college', 'kind', 'source', 'state', 'status', 'verdict'])

type Told = Record<string, string | number | boolean>

function filterTold(filter: object): Told {
  const used = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(
    used.map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'number' || (plain.has(field) && typeof value === 'string') ? value : true,
    ]),
  )
}

/**
 * Answers with a list of people.
 * @param action what its audit row says: `list.verb`
 * @param fewest people from whom on there is a row; 0 for a file that is taken away
 */
export const tellsMany = (action: `${string}.${string}`, fewest = 2): MiddlewareHandler<AppEnv> =>
  stating('tells many', (c: Context<AppEnv>, next: () => Promise<void>) => {
    c.set('telling', { action, fewest })
    return next()
  })

/** Answers with what became of many people's rows, as the audit row of the write says already. */
export const tellsWhatItWrote = (): MiddlewareHandler<AppEnv> =>
  stating('tells many', (_: Context<AppEnv>, next: () => Promise<void>) => next())

/** The one row: of how many people, by which filter. For a verb, where an answer is read again that a write has told. */
export async function noteTold(
  work: Work,
  action: string,
  people: number,
  filter: object = {},
): Promise<void> {
  const { actor } = work
  const school = actor.kind === 'anonymous' || actor.kind === 'system' ? undefined : schoolCodeOf(actor)
  const [list = ''] = action.split('.')
  await commit(work, work.shards.directory, {
    audit: {
      action,
      subjectType: list,
      subjectId: placeOfActor(actor),
      ...(school === undefined ? {} : { schoolCode: school }),
      detail: { count: people, ...filterTold(filter) },
    },
    statements: {},
  })
}

/** The answer, once it is in the audit of how many people it is. */
export async function tellMany<Env extends AppEnv, Answer>(
  c: Context<Env>,
  answer: Answer,
  people: number,
  filter: object = {},
): Promise<Answer> {
  const telling: AppEnv['Variables']['telling'] = c.get('telling')
  if (telling === undefined) throw new Error('a route that tells many does not state it')
  if (people >= telling.fewest) await noteTold(c.get('work'), telling.action, people, filter)
  return answer
}
