import { spawn } from 'node:child_process'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { watch } from 'chokidar'
import { root } from './open-database.ts'
import { Obstacle, startSandbox } from './sandbox.ts'

const say = (line: string) => console.log(line)

try {
  const { values } = parseArgs({
    options: {
      now: { type: 'string' },
      watch: { type: 'boolean', default: false },
      port: { type: 'string', default: '8787' },
      dir: { type: 'string', default: join(root, '.sandbox') },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1024 || port > 65_534)
    throw new Obstacle('--port 要写成 1024 到 65534 之间的数字，例如 --port 8790')
  const startAt = values.now === undefined ? undefined : Date.parse(values.now)
  if (startAt !== undefined && Number.isNaN(startAt))
    throw new Obstacle('--now 要写成 ISO 8601 时间，例如 --now 2026-12-31T15:59:58Z')
  const sandbox = await startSandbox({
    dir: values.dir,
    port,
    providerPort: port + 1,
    build: true,
    say,
    ...(startAt === undefined ? {} : { startAt }),
  })
  let closing = false
  const leave = () => {
    if (closing) return
    closing = true
    say('\n正在停止 …')
    void sandbox.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // miniflare's own handlers would end the process before the worker is stopped
    process.removeAllListeners(signal)
    process.on(signal, leave)
  }
  if (values.watch) rebuildOnChange()

  say(`
去向（沙箱）已就绪：${sandbox.origin}
身份提供方（沙箱）：http://127.0.0.1:${port + 1}
${startAt === undefined ? '' : `沙箱时间从 ${new Date(startAt).toISOString()} 开始\n`}
演示账号（密码都是 sandbox；样例文件中的每位毕业生也能用身份证号登录）
`)
  for (const account of sandbox.demo) say(`  ${account.login.padEnd(20)}${account.name}\t${account.state}`)
  say(`\n按 Ctrl-C 停止。数据保存在 ${relative(root, values.dir)}/，删除该文件夹即可从头开始。`)
} catch (error) {
  if (!(error instanceof Obstacle)) throw error
  console.error(error.message)
  process.exit(1)
}

/** The worker reloads by itself; the site is built again when one of its files changes. */
function rebuildOnChange() {
  let timer: NodeJS.Timeout | undefined
  watch(join(root, 'site/src'), { ignoreInitial: true }).on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const build = spawn(join(root, 'node_modules/.bin/astro'), ['build', '--root', 'site', '--silent'], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, DEPLOYMENT: 'sandbox' },
      })
      build.once('exit', (code) => say(code === 0 ? '页面已更新' : '页面构建失败'))
    }, 150)
  })
}
