import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLocalD1 } from '../../db/open/d1.ts'

let state: string
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'quxiang-d1-'))
  const { DB, close } = await openLocalD1(state)
  await DB.prepare('create table kept (value text)').run()
  await close()
})
afterAll(() => rm(state, { recursive: true, force: true }))

/** The file of the one table, in whatever folder it was put. */
async function fileOf(): Promise<string> {
  const files = (await readdir(state, { recursive: true })).filter((file) => file.endsWith('.sqlite'))
  const found = files
    .map((file) => join(state, file))
    .find((file) => {
      const database = new DatabaseSync(file)
      const tables = database.prepare(`select 1 from sqlite_master where name = 'kept'`).all()
      database.close()
      return tables.length > 0
    })
  return found ?? expect.fail('no file has the table')
}

it('is opened for a command although a closing worker has locked it for a moment', async () => {
  const holder = new DatabaseSync(await fileOf())
  holder.exec('pragma locking_mode = exclusive')
  holder.exec('begin exclusive')
  let released = false
  setTimeout(() => {
    released = true
    holder.exec('commit')
    holder.close()
  }, 1500)
  const { DB, close } = await openLocalD1(state)
  expect(released).toBe(true)
  expect(await DB.prepare('select count(*) as n from kept').first('n')).toBe(0)
  await close()
})
