// npm run add-school -- <院校代码> <学校名称> <省份代码>: adds a school to the sandbox, also while it runs.
import { parseArgs } from 'node:util'
import { Problem } from '../../functions/platform/problem.ts'
import { addSchool } from '../../functions/access/schools/add-school.ts'
import { openDatabase, root } from './open-database.ts'

const usage = '用法：npm run add-school -- <5 位院校代码> <学校名称> <2 位省份代码>'

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { dir: { type: 'string', default: `${root}.sandbox` } },
    })
  } catch {
    throw new Error(usage)
  }
}

async function run(): Promise<void> {
  const { values, positionals } = readArguments()
  const [code, name, provinceCode, ...rest] = positionals
  if (code === undefined || name === undefined || provinceCode === undefined || rest.length > 0)
    throw new Error(usage)
  const database = await openDatabase(values.dir)
  try {
    const added = await addSchool(database.work(), { code, name, provinceCode })
    console.log(`已添加 ${added.code} ${name.trim()}。教师账号 ${added.staffLogins.join('、')}，密码 sandbox`)
  } finally {
    await database.close()
  }
}

try {
  await run()
} catch (error) {
  const said =
    error instanceof Problem
      ? (error.said.detail ?? error.body('', '').title)
      : error instanceof Error
        ? error.message
        : '出错了'
  console.error(`add-school: ${said.split('\n')[0]}`)
  process.exitCode = 1
}
