const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  * { box-sizing: border-box; margin: 0 }
  body { background: #eef3ef; color: #16202c; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif }
  main { width: min(400px, calc(100% - 32px)); margin: 6vh auto; padding: 24px; background: #fff; border: 1px solid #d5e0d8; border-radius: 12px; display: grid; gap: 16px }
  h1 { font-size: 22px } p { color: #566373 } label { display: grid; gap: 4px; font-weight: 600 }
  input { font: inherit; width: 100%; min-height: 48px; padding: 0 12px; border: 1px solid #9aa8a0; border-radius: 10px }
  button { font: inherit; font-weight: 600; min-height: 48px; border-radius: 10px; border: 1px solid #0b6e4f; background: #0b6e4f; color: #fff; cursor: pointer }
  button.quiet { background: #fff; color: #0b6e4f } form { display: grid; gap: 16px } .wrong { color: #b3261e; font-weight: 600 }
  small { color: #8a5300; background: #fdf3e1; border-radius: 99px; padding: 2px 12px; justify-self: start }
</style></head><body><main><small>沙箱身份提供方 · 仅供演示</small>${body}</main></body></html>`

/** @param state `over`: the way back to the site when the sign-in was left too long */
export const loginPage = (state: { login: string; wrong: boolean; over?: string }) =>
  state.over === undefined
    ? page(
        '学信网账号登录（沙箱）',
        `<h1>学信网账号登录（沙箱）</h1>
        ${state.wrong ? '<p class="wrong" role="alert">账号或密码不对。沙箱里的密码都是 sandbox。</p>' : ''}
        <form method="post"><input type="hidden" name="act" value="login">
        <label>账号<input name="login" value="${escaped(state.login)}" autocomplete="username" required autofocus placeholder="身份证号"></label>
        <label>密码<input name="password" type="password" autocomplete="current-password" required></label>
        <button>登录</button></form>
        <form method="post"><input type="hidden" name="act" value="cancel"><button class="quiet">取消</button></form>`,
      )
    : page(
        '登录已超时（沙箱）',
        `<h1>这次登录已超时</h1><p>请回到网站重新登录。</p><p><a href="${escaped(state.over)}/">返回网站</a></p>`,
      )

export const facePage = (name: string) =>
  page(
    '人脸识别（沙箱）',
    `<h1>人脸识别（沙箱）</h1><p>正式环境中，这里由学信网完成人脸识别。沙箱不拍照，请直接选择结果。</p>
    <p>待验证的人：${escaped(name)}</p>
    <form method="post"><input type="hidden" name="act" value="pass"><button>通过</button></form>
    <form method="post"><input type="hidden" name="act" value="fail"><button class="quiet">不通过</button></form>`,
  )
