import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from '../sandbox/open-database.ts'
import { sandbox } from './own-sandbox.ts'

const run = promisify(execFile)
const province = (dir: string) =>
  run(process.execPath, [`${root}test/sandbox/province.ts`, '--dir', dir, '--once'])

it('reports the sample as a provincial system would, twice, and reads the feed', async () => {
  const first = await province(sandbox.dir)
  expect(first.stdout).toMatch(/上报 1000 行.*拒绝 0\n上报 500 行.*拒绝 0\n/)
  expect(first.stdout).toMatch(/\d+ 个事件，到第 \d+ 号/)
  const again = await province(sandbox.dir)
  expect(again.stdout).toMatch(/上报 1000 行.*未变 1000，拒绝 0\n上报 500 行.*未变 500，拒绝 0\n/)
})

it('says in one line that there is no sandbox', async () => {
  await expect(province('nowhere')).rejects.toMatchObject({
    code: 1,
    stderr: 'sandbox:province: 这里还没有沙箱：请先运行 npm start\n',
  })
})
