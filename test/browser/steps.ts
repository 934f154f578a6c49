import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { SessionKind } from '#model/roles.ts'

/** At the sandbox provider: 账号 and 密码, then back on our site. */
export async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill('sandbox')
  await page.getByRole('button', { name: '登录' }).click()
}

/** From the home page into the graduate's part. */
export async function signInGraduate(page: Page, origin: string, idNumber: string): Promise<void> {
  await page.goto(`${origin}/`)
  await page
    .getByRole('link', { name: /毕业生去向登记/ })
    .first()
    .click()
  await signInAtProvider(page, idNumber)
  await page.waitForURL((url) => url.origin === origin && url.pathname.startsWith('/graduate/'))
}

/**
 * Signed in by the requests that a browser would send, with no page of the provider's drawn; then this page of ours.
 * That a person comes in by its links and buttons is whole-chain.spec.ts's and departments.spec.ts's to show.
 */
export async function enter(page: Page, url: string, kind: SessionKind, login: string): Promise<void> {
  const { origin, pathname } = new URL(url)
  const form = await page.request.get(`${origin}/sign-in/${kind}?return=${pathname}`)
  const answer = await page.request.post(form.url(), { form: { act: 'login', login, password: 'sandbox' } })
  if (answer.url() !== url) throw new Error(`${login} came to ${answer.url()} instead of ${url}`)
  await page.goto(url)
}

export async function signInStaff(page: Page, origin: string, login: string): Promise<void> {
  await page.goto(`${origin}/staff/uploads/`)
  await page.getByRole('link', { name: '登录' }).click()
  await signInAtProvider(page, login)
  await page.waitForURL(`${origin}/staff/uploads/`)
}

/** An officer at the counter, signed in: exam number and digits, then the look at the identity document; gives back the words shown. */
export async function checkInPerson(
  page: Page,
  origin: string,
  asked: { examNumber: string; number: string },
): Promise<string> {
  await page.goto(`${origin}/staff/step-ups/`)
  await page.getByLabel('考生号').fill(asked.examNumber)
  await page.getByLabel('六位数字').fill(asked.number)
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('button', { name: '已对照，确认是本人' }).or(page.getByRole('alert')).first().waitFor()
  return page.locator('main').innerText()
}

/** Chooses a file, checks it and imports it; gives back the words of the result's counts. */
export async function uploadFile(
  page: Page,
  kind: '毕业生基本信息' | '去向登记信息' | '档案寄送',
  name: string,
  bytes: Uint8Array,
): Promise<{ dryRun: string; imported: string }> {
  const path = join(await mkdtemp(join(tmpdir(), 'upload-')), name)
  await writeFile(path, bytes)
  const again = page.getByRole('button', { name: '重新选择' })
  const asked = page.getByRole('radio', { name: kind })
  await again.or(asked).first().waitFor()
  if (await again.isVisible()) await again.click()
  await asked.check()
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByRole('button', { name: '检查文件' }).click()
  const bring = page.getByRole('button', { name: /^确认导入/ })
  await bring.waitFor()
  const dryRun = await page.locator('main').innerText()
  // where something usual is missing, nothing is imported before that has been seen
  const seen = page.getByRole('checkbox', { name: '没有读取的内容已看过，可以导入' })
  if (await bring.isDisabled()) await seen.check()
  await bring.click()
  await page.getByText('导入完成').first().waitFor()
  return { dryRun, imported: await page.locator('main').innerText() }
}

export async function checkBasicInfo(page: Page): Promise<void> {
  await page.waitForURL(/\/graduate\/basic-info\//)
  await page.getByRole('button', { name: '信息确认无误，进入系统' }).click()
  await page.waitForURL(/\/graduate\/$/)
}

export async function confirmRight(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/graduate/confirm/`)
  await page.getByLabel('信息无误，确认登记去向').check()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已确认去向登记' }).waitFor()
}

/** 信息有误: the destination is wrong, for this reason; from the page as it stands before a confirmation. */
export async function disputeUnit(page: Page, origin: string, explanation: string): Promise<void> {
  await page.goto(`${origin}/graduate/confirm/`)
  await page.getByLabel('信息有误，需更新后确认').check()
  await page.getByLabel('毕业去向信息', { exact: true }).check()
  await page.getByLabel('有错误').check()
  await page.getByLabel('去向情况说明').fill(explanation)
  await page.getByLabel('联系方式').fill('13900001111')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已提交信息有误' }).waitFor()
  await page.getByRole('link', { name: '查看在哪里更新' }).click()
  await page.getByRole('heading', { name: '有误待更新' }).waitFor()
}

/** Sets a card's validity, with the step-up before it. */
export async function authorize(
  page: Page,
  origin: string,
  card: '档案信息核验' | '户口信息核验',
  days: string,
) {
  await page.goto(`${origin}/graduate/authorize/`)
  const section = page.getByRole('region', { name: card })
  await section.getByRole('button', { name: /设置有效期/ }).click()
  const face = section.getByRole('link', { name: /验证/ })
  await face.or(section.getByRole('checkbox')).first().waitFor()
  if (await face.isVisible()) {
    await face.click()
    await page.getByRole('button', { name: '通过', exact: true }).click()
    await page.waitForURL(`${origin}/graduate/authorize/`)
    const open = section.getByRole('button', { name: /设置有效期/ })
    await open.or(section.getByRole('checkbox')).first().waitFor()
    if (await open.isVisible()) await open.click()
  }
  await section.getByRole('button', { name: days }).click()
  await section.getByRole('checkbox').check()
  await section.getByRole('button', { name: '确定' }).click()
  await page.getByRole('heading', { name: '核验编号生效中' }).waitFor()
  await page.getByRole('link', { name: '返回核验授权' }).click()
  await section.getByText('生效中').first().waitFor()
  return section
}

/** The code as it is copied: no gaps. */
export const codeOn = async (section: ReturnType<Page['getByRole']>): Promise<string> =>
  (await section.locator('.code').innerText()).replaceAll(/\s/g, '')

export async function verifyTyped(
  page: Page,
  origin: string,
  kind: 'archive' | 'hukou',
  name: string,
  code: string,
) {
  await page.goto(`${origin}/verify/${kind}/`)
  await page.getByLabel('学籍姓名').fill(name)
  await page.getByLabel(/核验编号/).fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  await page.locator('.verdict').waitFor()
  await page.waitForLoadState()
  return page.locator('main').innerText()
}
