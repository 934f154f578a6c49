// Asks every database: for a list of all, and for what is known by an id that does not say where it is kept.
import { pageOf } from '#model/keyset.ts'
import type { Db } from './client.ts'
import type { Shards } from './shards.ts'

/** Each database's answer, in their order; all are asked at once. */
export const everywhere = <Answer>(shards: Shards, ask: (db: Db) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(shards.all().map(ask))

/** The rows of all of them. */
export const everyRow = async <Row>(shards: Shards, ask: (db: Db) => Promise<Row[]>): Promise<Row[]> =>
  (await everywhere(shards, ask)).flat()

/** One page of a list that goes on over all of them, by instant and id; each is asked for one row more, to know the end. */
export const pageEverywhere = async <Row extends { id: string }>(
  shards: Shards,
  size: number,
  list: (db: Db, limit: number) => Promise<Row[]>,
  atOf: (row: Row) => number,
  first: 'oldest' | 'newest',
) => pageOf(await everyRow(shards, (db) => list(db, size + 1)), size, atOf, first)

/** The first that has it, asked one after the other. */
export async function findAnywhere<Found>(
  shards: Shards,
  find: (db: Db) => Promise<Found | undefined>,
): Promise<{ db: Db; found: Found } | undefined> {
  for (const db of shards.all()) {
    const found = await find(db)
    if (found !== undefined) return { db, found }
  }
  return undefined
}
