import type { Locale } from './text.ts'

/**
 * What people type when they mean to approve, and nothing longer: in lower case, without punctuation at the end. Plain
 * phrases on purpose. A pattern would sooner or later answer somebody who only talks.
 */
export const assentPhrases: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'approve',
    'approved',
    'i approve',
    'approved by me',
    'approved from my side',
    'lgtm',
    'looks good',
    'looks good to me',
    'looks fine',
    'looks fine to me',
    'all good',
    'good to go',
    'go ahead',
    'ok',
    'okay',
    'ok from me',
    'ok for me',
    'okay from me',
    'fine by me',
    'fine with me',
    'works for me',
    'signed off',
    'ship it',
    '+1',
  ],
  de: [
    'passt',
    'passt so',
    'passt für mich',
    'passt von mir aus',
    'freigegeben',
    'freigabe erteilt',
    'ist freigegeben',
    'genehmigt',
    'einverstanden',
    'bin einverstanden',
    'in ordnung',
    'ist in ordnung',
    'ok für mich',
    'ok von mir',
    'okay für mich',
    'von mir aus ok',
    'sieht gut aus',
    'sieht gut aus für mich',
    'alles gut',
    'geht klar',
  ],
}

/** Signs that say the same, also behind a phrase; those of Slack by their names. */
export const assentSigns: readonly string[] = [
  '👍',
  '✅',
  '✔️',
  '👌',
  ':+1:',
  ':thumbsup:',
  ':white_check_mark:',
  ':heavy_check_mark:',
  ':ok_hand:',
]
