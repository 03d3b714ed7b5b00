import { organisationYaml } from '../../../adapters/sandbox/index.ts'

/** The people of the emulated Slack in a hurry: a request goes from its submission to the last executive in a minute. */
export const hurriedOrganisation = organisationYaml
  .replaceAll('respondWithin: 8wh', 'respondWithin: 12s')
  .replace('lasts: 8wh', 'lasts: 6s')
  .replace('within: 2wd', 'within: 10s')
  .concat('lastExecutive: { remindEvery: 5s, reminders: 2 }\nrequester: { respondWithin: 20s }\n')
