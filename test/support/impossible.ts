import { workAt } from './fixtures.ts'

/** Codes that are good although nothing confirmed stands behind them, or beside a second one of their kind. */
export const impossibleCodes = (rosterEntryId: string, now: number): Promise<unknown[]> =>
  workAt().shards.directory.all(`
    select c.roster_entry_id from codes c
    where c.roster_entry_id = '${rosterEntryId}'
      and c.ended_at is null and c.superseded_at is null and c.valid_until > ${now} and not exists (
      select 1 from confirmations f join records r on r.id = f.record_id
        join roster_entries e on e.id = f.roster_entry_id
      where f.roster_entry_id = c.roster_entry_id and f.ended_at is null and r.superseded_at is null
        and e.basic_info_checked_at is not null and e.completion_code not in ('3', '4', '5', '6')
        and not exists (select 1 from disputes d where d.roster_entry_id = e.id and d.closed_at is null))
    union all
    select c.roster_entry_id from codes c
    where c.roster_entry_id = '${rosterEntryId}'
      and c.ended_at is null and c.superseded_at is null and c.valid_until > ${now}
    group by c.roster_entry_id, c.kind having count(*) > 1`)

/** More than one effective record, or a confirmation of a version that is not the current one. */
export const impossibleRecords = (rosterEntryId: string): Promise<unknown[]> =>
  workAt().shards.directory.all(`
    select roster_entry_id from records where roster_entry_id = '${rosterEntryId}' and superseded_at is null
    group by roster_entry_id having count(*) > 1
    union all
    select f.roster_entry_id from confirmations f
    where f.roster_entry_id = '${rosterEntryId}' and f.ended_at is null and not exists (
      select 1 from records r where r.id = f.record_id and r.superseded_at is null)`)
