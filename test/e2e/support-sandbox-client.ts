/** One person's Slack or Teams, used as a person uses it: by what is written on buttons and beside fields. */
import type { Locator } from 'playwright-core'

export type Answer = { readonly write: string } | { readonly choose: readonly string[] }
/** Answers by the words that stand beside the fields. */
export type Answers = Readonly<Record<string, Answer>>

export interface Client {
  readonly region: Locator
  /** Writes where messages are written, and sends it. */
  type(text: string): Promise<void>
  /** Opens a conversation, or the app's Home. */
  open(conversation: string): Promise<void>
  /** The newest message in the open conversation that says this. */
  message(said: string | RegExp): Locator
  /** Waits until such a message stands there. */
  reads(said: string | RegExp): Promise<void>
  /** Presses a button of the newest message that says this. */
  press(button: string, said: string | RegExp): Promise<void>
  /** The form on top, by its title. */
  form(title: string): Locator
  /** Fills a form in and sends it off; it has to be gone then. */
  submit(title: string, answers: Answers, button: string): Promise<void>
  /** Reads what a window says, and closes it. */
  dismiss(said: string | RegExp, button: string): Promise<void>
}

/** @param region What the page shows of the person's Slack. */
export function clientOf(region: Locator): Client {
  const message = (said: string | RegExp) => region.getByRole('article').filter({ hasText: said }).last()
  const form = (title: string) => region.getByRole('dialog', { name: title, exact: true })
  return {
    region,
    message,
    form,
    async type(text) {
      const box = region.getByRole('textbox')
      await box.fill(text)
      await box.press('Enter')
    },
    open: (conversation) =>
      region.getByRole('navigation').getByRole('button', { name: conversation }).click(),
    reads: (said) => message(said).waitFor(),
    press: (button, said) => message(said).getByRole('button', { name: button, exact: true }).click(),
    async submit(title, answers, button) {
      await fillIn(form(title), answers)
      await form(title).getByRole('button', { name: button, exact: true }).click()
      await form(title).waitFor({ state: 'detached' })
    },
    async dismiss(said, button) {
      const window = region.getByRole('dialog').filter({ hasText: said })
      await window.getByText(button, { exact: true }).click()
      await window.waitFor({ state: 'detached' })
    },
  }
}

export async function fillIn(form: Locator, answers: Answers): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) {
    if ('write' in answer) await form.getByLabel(label).first().fill(answer.write)
    else {
      const group = form.getByRole('group', { name: label })
      for (const option of answer.choose) await group.getByLabel(option).check()
    }
  }
}

/** @param region What the page shows of the person's Teams. */
export function teamsClientOf(region: Locator): Client {
  const client = clientOf(region)
  const { form } = client
  return {
    ...client,
    async type(text) {
      const box = region.getByRole('textbox', { name: /Countersign/ })
      await box.fill(text)
      await box.press('Enter')
    },
    async submit(title, answers, button) {
      await fillInCard(form(title), answers)
      await form(title).getByRole('button', { name: button, exact: true }).click()
      await form(title).waitFor({ state: 'detached' })
    },
    async dismiss(said, button) {
      const window = region.getByRole('dialog').filter({ hasText: said })
      await window.getByRole('button', { name: button, exact: true }).click()
      await window.waitFor({ state: 'detached' })
    },
  }
}

/** Microsoft's renderer groups choices by nothing but an id. */
export async function fillInCard(form: Locator, answers: Answers): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) {
    if ('write' in answer) await form.getByLabel(label).first().fill(answer.write)
    else {
      const group = form.locator('[id^="choice"]').filter({ hasText: label }).first()
      for (const option of answer.choose) await group.getByLabel(option).check()
    }
  }
}
