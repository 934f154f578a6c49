import { workAt } from './fixtures.ts'

/**
 * What no order of acts may leave of a graduate, by name: a code that is good although nothing confirmed stands behind it,
 * or beside a second one of its kind; more than one effective record; a confirmation of a version that is not the current one.
 */
export async function impossible(rosterEntryId: string, now: number): Promise<string[]> {
  const good = `c.roster_entry_id = '${rosterEntryId}'
    and c.ended_at is null and c.superseded_at is null and c.valid_until > ${now}`
  const found = await workAt().shards.directory.all<{ what: string }>(`
    select 'good code without a confirmation' as what from codes c
    where ${good} and not exists (
      select 1 from confirmations f join records r on r.id = f.record_id
        join roster_entries e on e.id = f.roster_entry_id
      where f.roster_entry_id = c.roster_entry_id and f.ended_at is null and r.superseded_at is null
        and e.basic_info_checked_at is not null and e.completion_code not in ('3', '4', '5', '6')
        and not exists (select 1 from disputes d where d.roster_entry_id = e.id and d.closed_at is null))
    union all
    select 'two good codes of a kind' from codes c where ${good} group by c.kind having count(*) > 1
    union all
    select 'two effective records' from records
    where roster_entry_id = '${rosterEntryId}' and superseded_at is null
    group by roster_entry_id having count(*) > 1
    union all
    select 'confirmation of another version' from confirmations f
    where f.roster_entry_id = '${rosterEntryId}' and f.ended_at is null and not exists (
      select 1 from records r where r.id = f.record_id and r.superseded_at is null)`)
  return found.map(({ what }) => what)
}
