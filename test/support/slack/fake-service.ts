const absent = { locale: 'en', title: asPlain('Your absence'), lines: [], choices: [] } as const

/** A service that answers what a test tells it to, for tests of the adapter alone. */
import type { Service } from '../../../src/app/service.ts'
import type { Form } from '../../../src/view/form.ts'
import { asPlain } from '../../../src/view/text.ts'

export const aForm: Form = {
  purpose: { type: 'compose', kind: 'post' },
  locale: 'en',
  title: asPlain('Approve a post'),
  submit: asPlain('Send'),
  cancel: asPlain('Cancel'),
  intro: [],
  sections: [
    {
      title: null,
      fields: [
        {
          id: 'text',
          label: asPlain('Text'),
          required: true,
          type: 'text',
          lines: 'many',
          maxLength: 3000,
          value: '',
        },
        { id: 'link', label: asPlain('Link'), required: false, type: 'url', value: '' },
      ],
    },
  ],
}

type Called = { readonly method: keyof Service; readonly input: unknown }

/** Every method records its input and answers with the given behaviour. */
export function fakeService(behaviour: Partial<Service> = {}) {
  const called: Called[] = []
  const record = <K extends keyof Service>(method: K, otherwise: Service[K]): Service[K] => {
    const answer = behaviour[method] ?? otherwise
    const run = (input: never) => {
      called.push({ method, input })
      return (answer as (given: never) => ReturnType<Service[K]>)(input)
    }
    return run as Service[K]
  }
  const done = async () => ({
    outcome: 'done' as const,
    locale: 'en' as const,
    request: 'R1',
    number: 7,
    message: asPlain('Request #7 is on its way.'),
  })
  const filled = () => ({ outcome: 'form' as const, form: aForm, draft: 'D1', fetching: false })
  const service = {
    compose: record('compose', async ({ kind }) => ({
      outcome: 'form',
      form: { ...aForm, purpose: { type: 'compose', kind } },
    })),
    choose: record('choose', done),
    submit: record('submit', done),
    details: record('details', async () => {
      throw new Error('no details in this test')
    }),
    look: record('look', async () => {
      throw new Error('no view in this test')
    }),
    keptAt: record('keptAt', async () => null),
    isKept: record('isKept', async () => false),
    composeFromMessage: record('composeFromMessage', async () => filled()),
    composeFromRequest: record('composeFromRequest', async () => filled()),
    continueDraft: record('continueDraft', async () => filled()),
    fetchDraftFiles: record('fetchDraftFiles', async () => filled()),
    discardDraft: record('discardDraft', async () => ({
      outcome: 'discarded',
      locale: 'en',
      title: asPlain('Not sent yet'),
      message: asPlain('The draft is discarded.'),
    })),
    keepDraft: record('keepDraft', async () => undefined),
    proposeDraft: record('proposeDraft', async () => ({ outcome: 'proposed', draft: 'D1' })),
    beginStep: record('beginStep', async () => undefined),
    absence: record('absence', async () => ({ outcome: 'absence', view: absent })),
    openAbsence: record('openAbsence', async () => {
      throw new Error('no form in this test')
    }),
    goAway: record('goAway', async () => ({ outcome: 'absence', view: absent })),
    comeBack: record('comeBack', async () => ({ outcome: 'absence', view: absent })),
    remark: record('remark', async () => null),
    prefer: record('prefer', async () => ({
      outcome: 'preferred',
      locale: 'en',
      title: asPlain('Saved'),
      message: asPlain('Reminders reach you then.'),
    })),
    home: record('home', async () => ({
      outcome: 'home',
      home: { locale: 'en', greeting: asPlain('Hello'), sections: [], actions: [] },
    })),
    chooseLanguage: record('chooseLanguage', async () => ({
      outcome: 'home',
      home: { locale: 'de', greeting: asPlain('Guten Tag'), sections: [], actions: [] },
    })),
    approveSeveral: record('approveSeveral', async () => ({ outcome: 'form', form: aForm })),
    help: record('help', async () => ({
      locale: 'de',
      title: asPlain('Hilfe'),
      lines: [[{ type: 'text', text: asPlain('So geht es.') }]],
    })),
  } satisfies Service
  return { service, called }
}
