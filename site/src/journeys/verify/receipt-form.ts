// 打印回执 below a scanned answer: a plain form, so that receipt and token go in the body and stand in no address.
export function receiptForm(receipt: string, token: string, label: string): HTMLFormElement {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/verify/receipt/'
  for (const [name, value] of Object.entries({ receipt, code: token })) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  const button = document.createElement('button')
  button.className = 'btn plain'
  button.textContent = label
  form.append(button)
  return form
}
