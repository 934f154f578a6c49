import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSeal, unsealed } from '#model/proof/seal.ts'
import { type Modules, pathOf } from '#model/proof/qr-path.ts'
import { parseSecrets } from '../../functions/platform/secrets.ts'
import { qrModules } from '../../functions/proof/qr.ts'
import { sealCopy } from '../../functions/proof/seal-copy.ts'
import { placesIn, readSettings } from '../sandbox/settings-file.ts'
import { launchChromium } from '../support/chromium.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { encodePicture } from '../support/encode-picture.ts'
import { photograph, photographPaper, random } from '../support/photographed-qr.ts'
import { boxOf, printedMarks } from '../support/printed-marks.ts'
import { answering, cameraOn } from '../support/fake-camera.ts'
import { readQr } from '../support/read-qr.ts'
import { sandbox } from './own-sandbox.ts'
import { authorize, codeOn, enter } from './steps.ts'

const origin = sandbox.origin
let browser: Browser
/** signed in: the graduate's own phone */
let phone: BrowserContext
let desk: BrowserContext
let report = ''
/** of a live report: a picture of its page on a phone, its printed sheet, its saved copy and what its QR says */
let picture: Buffer
let pdf: Buffer
let saved = ''
let address = ''
let formCopy = ''

beforeAll(async () => {
  browser = await openBrowser()
  phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  desk = await ownDesk()
  const graduate = sandbox.demo.find((each) => each.name === '陈思齐')
  if (graduate === undefined) throw new Error('no demo account')
  const page = await phone.newPage()
  await enter(page, `${origin}/graduate/authorize/`, 'graduate', graduate.login)
  const card = await authorize(page, origin, '户口信息核验', '30 天')
  expect(await codeOn(card)).toMatch(/^\d{2}10001/)
  await card.getByRole('link', { name: '查看下载报告' }).click()
  await page.waitForURL(/\/reports\//)
  report = page.url()
  saved = await (await page.request.get(`${report}?download=1`)).text()
  address = `${origin}/v#${/data-token="([^"]+)"/.exec(saved)?.[1] ?? ''}`
  picture = await page.screenshot({ fullPage: true })
  pdf = await page.pdf({ preferCSSPageSize: true })
  formCopy = await (await page.request.get(`${origin}/graduate/registration-form?download=1`)).text()
  await page.close()
})
afterAll(closePages)

const ownDesk = () => browser.newContext({ viewport: { width: 1280, height: 900 } })

/** At a desk where nobody is signed in. @param context a desk of its own, where a test leaves something behind */
async function openScan(context: BrowserContext = desk): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/verify/scan/`)
  await page.getByRole('button', { name: '用摄像头扫描' }).waitFor()
  return page
}

const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator('#picture').setInputFiles({ name, mimeType, buffer })

const chooseCopy = (page: Page, text: string | Buffer) =>
  page
    .locator('#file')
    .setInputFiles({ name: '报告.html', mimeType: 'text/html', buffer: Buffer.from(text as string) })

async function said(page: Page, part: string | RegExp): Promise<string> {
  await page.locator('#answer').getByText(part).first().waitFor()
  return page.locator('#results').innerText()
}

const verdictOf = (page: Page) => page.locator('#answer .verdict').first().getAttribute('class')

describe('a picture', () => {
  it('of a report on a phone leads to its verdict', async () => {
    const page = await openScan()
    await choose(page, '截图.png', 'image/png', picture)
    await page.waitForURL((url) => url.pathname === '/v/' && url.hash.length > 200)
    await page.getByText('信息属实，核验有效').waitFor()
    await page.close()
  })

  it('of the printed page, photographed askew in bad light and sent as a JPEG, leads to it too', async () => {
    const marks = printedMarks(pdf)
    const box = boxOf(marks)
    const side = qrModules(address).length
    const module = (box.right - box.left) / side
    expect(box.right - box.left).toBeGreaterThanOrEqual(30)
    expect(box.bottom - box.top).toBeCloseTo(box.right - box.left, 1)
    // ten points a module: what a printer lays down
    const fine = 10 * side
    const ink = new Uint8Array(fine * fine)
    const place = (at: number, from: number) => Math.round(((at - from) / module) * 10)
    for (const mark of marks)
      for (let y = place(mark.top, box.top); y < place(mark.bottom, box.top); y += 1)
        ink.fill(1, y * fine + place(mark.left, box.left), y * fine + place(mark.right, box.left))
    const paper = (u: number, v: number) => {
      const [x, y] = [Math.floor((u + side / 2) * 10), Math.floor((v + side / 2) * 10)]
      return x >= 0 && y >= 0 && x < fine && y < fine && ink[y * fine + x] === 1 ? 0 : 1
    }
    const photo = photographPaper(
      paper,
      side,
      { pixelsPerModule: 5, turned: 11, tilted: 25, blurred: 0.3, noise: 12, shade: 0.5, contrast: 0.8 },
      random(7),
    )
    const page = await openScan()
    await choose(page, '照片.jpg', 'image/jpeg', await encodePicture(page, [photo], 'image/jpeg', 0.6))
    await page.waitForURL((url) => url.pathname === '/v/' && url.hash.length > 200)
    await page.getByText('信息属实，核验有效').waitFor()
    await page.close()
  })

  it('of a foreign QR opens nothing: the host is shown', async () => {
    const page = await openScan()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const foreign = photograph(
      qrModules(address.replace(origin, 'https://quxiang.example.cn.evil.example')),
      {},
    )
    await choose(page, 'a.png', 'image/png', await encodePicture(page, [foreign]))
    const text = await said(page, '这不是本网站出具的二维码')
    expect(text).toContain('quxiang.example.cn.evil.example')
    expect(page.url()).toBe(`${origin}/verify/scan/`)
    expect(asked.filter((url) => !url.startsWith(origin))).toEqual([])
    await page.close()
  })

  it('with ours among others leads to ours', async () => {
    const page = await openScan()
    const both = [photograph(qrModules('https://evil.example'), {}), photograph(qrModules(address), {})]
    await choose(page, 'a.png', 'image/png', await encodePicture(page, both))
    await page.getByText('信息属实，核验有效').waitFor()
    await page.close()
  })

  it('that is none, is broken or shows nothing is answered with what to do', async () => {
    const page = await openScan()
    await choose(page, 'a.heic', 'image/heic', Buffer.from('ftypheic and no picture'))
    expect(await said(page, '打不开这张图片')).toContain('HEIC')
    await choose(page, 'a.png', 'image/png', picture.subarray(0, 60))
    await said(page, '打不开这张图片')
    await choose(page, 'a.pdf', 'application/pdf', pdf)
    await said(page, '不能读取这个文件')
    const blank = photograph(qrModules('x'), { contrast: 0 })
    await choose(page, 'a.png', 'image/png', await encodePicture(page, [blank]))
    expect(await said(page, '图片中没有读到二维码')).toContain('档案转递信息在线核验')
    await page.evaluate(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(41 * 1024 * 1024)], 'a.png', { type: 'image/png' }))
      const input = document.querySelector<HTMLInputElement>('#picture')
      if (input === null) throw new Error('no page')
      input.files = transfer.files
      input.dispatchEvent(new Event('change'))
    })
    await said(page, '图片太大')
    await page.close()
  })

  it('dropped or pasted is taken as well', async () => {
    for (const way of ['drop', 'paste']) {
      const page = await openScan()
      await page.evaluate(
        ({ base64, event }) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          const transfer = new DataTransfer()
          transfer.items.add(new File([bytes], 'a.png', { type: 'image/png' }))
          document.body.dispatchEvent(
            event === 'drop'
              ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }),
          )
        },
        { base64: picture.toString('base64'), event: way },
      )
      await page.getByText('信息属实，核验有效').waitFor()
      await page.close()
    }
  })
})

describe('a saved report', () => {
  it('holds no script and proves itself, field by field', async () => {
    expect(saved).not.toMatch(/<script| on[a-z]+=/)
    const page = await openScan()
    await chooseCopy(page, saved)
    const text = await said(page, '电子版报告属实，内容未被改动')
    expect(text).toContain('目前状态：核验有效')
    expect(text).toContain('陈思齐')
    expect(text).not.toContain('已被改动\n')
    await expect.poll(() => page.locator('#details .state').count()).toBeGreaterThan(15)
    expect(await page.locator('#details .state.stop').count()).toBe(0)
    await page.getByRole('link', { name: '查看在线核验结果' }).click()
    await page.getByText('信息属实，核验有效').waitFor()
    await page.close()
  })

  it('is caught with one changed character at any place of its page, and says where', async () => {
    const page = await openScan(await ownDesk())
    await chooseCopy(page, saved)
    await said(page, '电子版报告属实')
    // from here on nothing is asked of the server: the file alone must tell
    await page.context().setOffline(true)
    const body = saved.indexOf('<body')
    const changed: string[] = []
    for (const { 1: text = '', index } of saved.matchAll(/>([^<>]+)</g))
      if (index > body)
        for (let at = 0; at < text.length; at += 1) {
          if (text.charAt(at).trim() === '') continue
          const place = index + 1 + at
          changed.push(
            saved.slice(0, place) + (text.charAt(at) === '口' ? '日' : '口') + saved.slice(place + 1),
          )
        }
    expect(changed.length).toBeGreaterThan(300)
    const missed = await page.evaluate(
      async ({ first, all }) => {
        const input = document.querySelector<HTMLInputElement>('#file')
        const answer = document.querySelector('#answer')
        if (input === null || answer === null) throw new Error('no page')
        const titleOf = async (file: string) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File([file], 'a.html', { type: 'text/html' }))
          answer.replaceChildren()
          input.files = transfer.files
          input.dispatchEvent(new Event('change'))
          for (let round = 0; round < 2000; round += 1) {
            const title = answer.querySelector('.verdict h2')?.textContent
            if (title) return title
            await new Promise((next) => {
              setTimeout(next, 1)
            })
          }
          return 'no answer'
        }
        const titles: string[] = [await titleOf(first)]
        for (const file of all) titles.push(await titleOf(file))
        return titles.map((title, at) => `${at} ${title}`).filter((title) => !title.includes('已被改动'))
      },
      { first: saved, all: changed },
    )
    // a busy machine may read the first answer only after the state was asked for
    expect(missed).toEqual([expect.stringMatching(/^0 内容与出具时一致，/)])

    const name = saved.replace('>陈思齐</td>', '>陈思奇</td>')
    expect(name).not.toBe(saved)
    await chooseCopy(page, name)
    const text = await said(page, '文件内容已被改动')
    expect(text).toMatch(/姓名\s*文件中\s*陈思奇\s*出具内容\s*陈思齐\s*✕ 已被改动/)
    await page.context().close()
  }, 240_000)

  const tampered: [string, (file: string) => string, string][] = [
    [
      'its content',
      (file) => file.replace(/(data-content="[^"]*)陈思齐/, '$1陈思奇'),
      '文件中的出具内容已被改动',
    ],
    ['its token', (file) => file.replace(/(data-token="[^"]{60})./, '$1_'), '这不是本网站出具的报告'],
    ['its seal', (file) => file.replace(/(data-seal="[^"]{200})./, '$1_'), '文件的防伪信息已被改动'],
    [
      'the key it names',
      (file) =>
        file.replaceAll(/"(eyJ[^."]+)\./g, (_, head: string) => {
          const { alg, typ } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>
          return `"${Buffer.from(JSON.stringify({ alg, kid: 'AAAAAAAA', typ })).toString('base64url')}.`
        }),
      '无法确认这份文件是本网站出具的',
    ],
    [
      'a module of its QR',
      (file) =>
        file.replace(
          /(<path stroke="#000" d="[^"]{900,999}?m\d+ 0h)(\d+)/,
          (_, head: string, length: string) => head + (Number(length) + 1),
        ),
      '文件内容已被改动',
    ],
    ['its notes: a row more', (file) => file.replace('</ol>', '<li>5. 免验</li></ol>'), '文件内容已被改动'],
    [
      'text beside the sheet',
      (file) => file.replace('</body>', '<p>核验通过</p></body>'),
      '文件内容已被改动',
    ],
    [
      'a row of its table',
      (file) => file.replace(/<tr>\s*<th scope="row">毕业去向<[^]*?<\/tr>/, ''),
      '文件内容已被改动',
    ],
    [
      'its look only',
      (file) => file.replace('</style>', 'td{visibility:hidden}</style>'),
      '但文件不是下载时的原样',
    ],
    [
      'a script',
      (file) => file.replace('</head>', '<script>document.title=1</script></head>'),
      '但文件不是下载时的原样',
    ],
  ]
  describe('is caught with', () => {
    let page: Page
    beforeAll(async () => {
      page = await openScan()
    })
    afterAll(() => page.close())

    it.each(tampered)('%s changed', async (_, change, answer) => {
      const file = change(saved)
      expect(file).not.toBe(saved)
      await page.locator('#answer').evaluate((last) => last.replaceChildren())
      await chooseCopy(page, file)
      await said(page, answer)
      expect(await verdictOf(page)).not.toContain('good')
    })
  })

  it('from before reports carried their signature leads on by its QR, and so does a 登记信息表', async () => {
    const page = await openScan()
    await chooseCopy(page, saved.replace(/ data-token="[^"]*" data-content="[^"]*" data-seal="[^"]*"/, ''))
    await said(page, '文件里没有可供核对的出具内容')
    await page.getByRole('link', { name: '在线核验二维码' }).click()
    await page.getByText('信息属实，核验有效').waitFor()
    await page.goto(`${origin}/verify/scan/`)
    await chooseCopy(page, formCopy)
    await said(page, '文件里没有可供核对的出具内容')
    await page.getByRole('link', { name: '在线核验二维码' }).click()
    await page.getByText('这是去向登记信息表的转递编号').waitFor()
    await page.close()
  })

  it('from before all had one mask proves itself with any mask of its QR, and not with another’s QR', async () => {
    const settings = readSettings(await readFile(placesIn(sandbox.dir).settings, 'utf8'))
    const seal = /data-seal="([^"]+)"/.exec(saved)?.[1] ?? ''
    const claims = parseSeal(seal)?.claims
    if (claims === undefined) throw new Error('no seal')
    const { reportId, digest, around, savedAtSeconds } = claims
    /** The copy as it would have been sealed with another drawing in it. */
    const sealedWith = (modules: Modules) =>
      sealCopy(
        { secrets: parseSecrets(settings), machineNow: savedAtSeconds * 1000 },
        unsealed(saved, seal).replace(/(<path stroke="#000" d=")[^"]+/, `$1${pathOf(modules)}`),
        { reportId, digest, around },
      )
    const page = await openScan()
    const answers: string[] = []
    const copies = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => qrModules(address, mask))
    for (const modules of [...copies, qrModules(`${address.slice(0, -1)}_`)]) {
      await page.locator('#answer').evaluate((answer) => answer.replaceChildren())
      await chooseCopy(page, await sealedWith(modules))
      const text = await said(page, /电子版报告属实，内容未被改动|文件内容已被改动/)
      answers.push(/属实/.test(text) ? 'genuine' : /不是这份报告的二维码/.test(text) ? 'other QR' : text)
    }
    expect(answers).toEqual([...copies.map(() => 'genuine'), 'other QR'])
    await page.close()
  })

  it('that is no report, too large or no text at all is answered', async () => {
    const page = await openScan()
    for (const text of ['', '<main class=sheet>', 'a'.repeat(1000), Buffer.from([0xff, 0xfe, 0x00])]) {
      await chooseCopy(page, text)
      await said(page, /这不是核验报告|文件里没有可供核对的出具内容/)
    }
    await chooseCopy(page, `${saved}${' '.repeat(1024 * 1024)}`)
    await said(page, '文件太大')
    await page.close()
  })

  it('cannot be checked without the published keys, and says that this is not the file’s fault', async () => {
    const page = await openScan(await ownDesk())
    // the page is there, the way to its site is not
    await page.route('**/.well-known/jwks.json', (route) => route.abort())
    await chooseCopy(page, saved)
    expect(await said(page, '暂时无法核验')).toContain('不代表文件有问题')
    await page.unroute('**/.well-known/jwks.json')
    await chooseCopy(page, saved)
    await said(page, '电子版报告属实')
    // the keys are kept now
    await page.route('**/.well-known/jwks.json', (route) => route.abort())
    await page.reload()
    await chooseCopy(page, saved)
    await said(page, '电子版报告属实')
    await page.context().close()
  })
})

describe('the camera', () => {
  /** A phone whose camera sees this QR all the time. */
  const withCamera = async (text: string, granted: boolean, act: (page: Page) => Promise<void>) => {
    const film = photograph(qrModules(text), { pixelsPerModule: 7, blurred: 0.2, noise: 6 })
    const filming = await launchChromium([answering(granted), ...(await cameraOn(film))])
    try {
      await act(await openScan(await filming.newContext({ viewport: { width: 360, height: 740 } })))
    } finally {
      await filming.close()
    }
  }

  it('is asked for only when pressed, reads the QR, and is let go', async () => {
    await withCamera(address, true, async (page) => {
      await page.evaluate(() => {
        const devices = navigator.mediaDevices
        const open = devices.getUserMedia.bind(devices)
        devices.getUserMedia = async (wanted) => {
          const stream = await open(wanted)
          sessionStorage.setItem('asked', JSON.stringify(wanted?.audio))
          const [track] = stream.getTracks()
          const stop = track?.stop.bind(track)
          if (track) track.stop = () => (sessionStorage.setItem('stopped', 'yes'), stop?.())
          return stream
        }
      })
      expect(await page.evaluate(() => sessionStorage.getItem('asked'))).toBeNull()
      await page.getByRole('button', { name: '用摄像头扫描' }).click()
      await page.getByText('信息属实，核验有效').waitFor()
      expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({ asked: 'false', stopped: 'yes' })
    })
  })

  it('is let go when the page is hidden or the button is pressed again', async () => {
    await withCamera('https://evil.example/', true, async (page) => {
      const live = () =>
        page.evaluate(() => {
          const stream = document.querySelector('video')?.srcObject as MediaStream | null
          return stream?.getTracks().filter((track) => track.readyState === 'live').length ?? 0
        })
      await page.getByRole('button', { name: '用摄像头扫描' }).click()
      await said(page, '这不是本网站出具的二维码')
      expect(await live()).toBe(1)
      await page.getByRole('button', { name: '关闭摄像头' }).click()
      await expect.poll(live).toBe(0)
      await page.getByRole('button', { name: '用摄像头扫描' }).click()
      await page.getByRole('button', { name: '关闭摄像头' }).waitFor()
      await expect.poll(live).toBe(1)
      await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await page.getByRole('button', { name: '用摄像头扫描' }).waitFor()
      await expect.poll(live).toBe(0)
    })
  })

  it('that is not allowed, not there, or unknown to an in-app browser is answered with another way', async () => {
    await withCamera(address, false, async (page) => {
      await page.getByRole('button', { name: '用摄像头扫描' }).click()
      expect(await said(page, '没有获得摄像头权限')).toContain('选择照片或截图')
    })
    const without = await launchChromium([answering(true)])
    const context = await without.newContext()
    const none = await openScan(context)
    await none.getByRole('button', { name: '用摄像头扫描' }).click()
    await said(none, '没有找到摄像头')
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
    })
    const inApp = await openScan(context)
    await inApp.getByRole('button', { name: '用摄像头扫描' }).click()
    expect(await said(inApp, '这里不能使用摄像头')).toContain('扫一扫')
    await without.close()
  })
})

it('weighs at most 60 KB before anything is scanned; the reader comes then, from this site alone', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const loaded: { url: string; wire: number }[] = []
  page.on('response', async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0))
    loaded.push({ url: response.url(), wire: gzipSync(body).length })
  })
  await page.goto(`${origin}/verify/scan/`, { waitUntil: 'networkidle' })
  const atRest = [...loaded]
  expect(atRest.reduce((sum, { wire }) => sum + wire, 0)).toBeLessThan(60_000)
  expect(atRest.filter(({ url }) => /wasm|zxing/.test(url))).toEqual([])
  await choose(page, 'a.png', 'image/png', picture)
  await page.getByText('信息属实，核验有效').waitFor()
  expect(loaded.filter(({ url }) => /\/_astro\/zxing_reader\.[\w-]+\.wasm$/.test(url))).toHaveLength(1)
  expect(loaded.filter(({ url }) => !url.startsWith(origin))).toEqual([])
  await context.close()
})

it('is served with a policy that compiles WebAssembly; other pages are not', async () => {
  const policyOf = async (path: string) =>
    (await fetch(origin + path)).headers.get('content-security-policy') ?? ''
  const scan = await policyOf('/verify/scan/')
  expect(scan.match(/default-src/g)).toHaveLength(1)
  expect(scan).toContain("script-src 'self' 'wasm-unsafe-eval';")
  for (const path of ['/', '/v/', '/verify/archive/', '/verify/hukou/', '/graduate/picture/'])
    expect(await policyOf(path)).toBe(scan.replace(" 'wasm-unsafe-eval'", ''))
})

it('makes a picture of the report on the phone, with a QR that still scans', async () => {
  const page = await phone.newPage()
  await page.goto(report)
  await page.getByRole('link', { name: '保存为图片' }).click()
  const image = page.getByAltText('核验报告的图片，含二维码')
  await image.waitFor()
  const down = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载图片' }).click()
  const png = await readFile(await (await down).path())
  expect(await readQr(page, png)).toMatch(new RegExp(`^${origin}/v#[\\w.-]{200,}$`))
  expect(Buffer.from((await image.getAttribute('src'))?.split(',')[1] ?? '', 'base64').equals(png)).toBe(true)
  await page.goto(`${origin}/graduate/picture/#nothing`)
  await page.getByText('没有找到这份报告').waitFor()
  const stranger = await browser.newPage()
  await stranger.goto(`${origin}/graduate/picture/#${report.split('/').at(-1)}`)
  await stranger.getByText('请先登录').waitFor()
  await stranger.close()
  await page.close()
})

it('says of a genuine copy whose authorization was ended that it cannot be used any more', async () => {
  const page = await phone.newPage()
  await page.goto(`${origin}/graduate/authorize/`)
  await page.getByRole('region', { name: '户口信息核验' }).getByRole('button', { name: '停止核验' }).click()
  await page.getByText('已停止').first().waitFor()
  await page.close()
  const other = await openScan()
  await chooseCopy(other, saved)
  expect(await said(other, '报告属实，但现在不能使用')).toContain('毕业生已停止核验')
  await other.close()
})
