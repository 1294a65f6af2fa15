import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { commune, criteriaEvents, criteriaSet } from '@ledger/registers/criteria/domain';
import * as commands from '@ledger/registers/criteria/domain/commands';
import { correctionTexts } from './corrections/texts';
import { commandTexts } from './command-texts';
import { eventTexts } from './event-texts';
import { matrixTexts } from './matrix-texts';
import { stateTexts } from './state-texts';

/** An assessment that a checker agrees to or returns. */
const assessment = {
  list: 'assessments', headline: ['commune', 'criterion', 'year', 'met', 'set'], since: 'assessedOn', doneBy: ['assessedBy'],
  acts: [{ command: 'VerifyAssessment', sends: 'on' }, { command: 'ReturnAssessment', sends: 'back' }],
} as const;

export const criteriaWeb = defineRegisterWeb({
  name: 'criteria',
  commands,
  deciders: [commune, criteriaSet],
  states: stateTexts,
  refusals: () => import('@ledger/registers/criteria/domain/messages').then(({ messages }) => messages),
  signals: () => import('@ledger/registers/criteria/domain/signals').then(({ criteriaSignals }) => criteriaSignals),
  events: criteriaEvents,
  texts: { commands: commandTexts, events: eventTexts },
  pages: [{ path: 'matrix', title: matrixTexts.title, menu: 1, load: () => import('./matrix-page').then(({ MatrixPage }) => MatrixPage) }],
  corrections: {
    title: correctionTexts.title, kind: 'commune', menu: 2, roles: ['officer', 'program', 'checker', 'inspector'], of: ['AssessmentVerified', 'IndicatorMeasured'],
    load: () => import('./corrections/commune-corrections').then(({ communeCorrections }) => communeCorrections),
  },
  pickers: {
    'criteria-set': { table: 'criteria/set-criteria', value: 'set', labels: ['level'] },
    'indicator': { table: 'criteria/set-indicators', value: 'indicator', labels: ['name'], where: { set: '{set}' } },
  },
  inbox: [
    { ...assessment, name: 'assessments-to-verify', title: { vi: 'Thẩm tra đánh giá tiêu chí', en: 'Verify assessments' }, where: { status: 'awaiting' } },
    { ...assessment, name: 'corrections-to-verify', title: { vi: 'Thẩm tra đính chính tiêu chí', en: 'Verify corrected assessments' }, where: { status: 'correction-awaiting' } },
  ],
  lists: {
    'assessments': { filters: ['status', 'commune', 'criterion', 'year'], order: '-assessedOn' },
    'results': { columns: ['commune', 'set', 'criterion', 'year', 'met', 'note'], filters: ['commune', 'set', 'criterion', 'year'] },
    'measurements': { columns: ['commune', 'set', 'indicator', 'year', 'value'], filters: ['commune', 'indicator', 'year'] },
    'set-criteria': { columns: ['set', 'criterion', 'name', 'nameEn', 'group', 'level', 'validFrom'], filters: ['set', 'group'] },
    'set-indicators': { columns: ['set', 'criterion', 'indicator', 'name', 'unit', 'verified'], filters: ['set', 'criterion'] },
    'awaiting': { hidden: true },
    'units': { hidden: true },
  },
  reports: {
    'criteria-matrix': {
      chart: { label: ['name'], keys: ['met'] },
      says: { '*': { 'met': { vi: '✓ Đạt', en: '✓ Met' }, 'not-met': { vi: '✗ Chưa', en: '✗ Not met' }, 'unverified': { vi: '? Chờ', en: '? Awaiting' } } },
      behind: (column, row) => (/^c\d+$/.test(column) && typeof row['code'] === 'string' ? { list: 'assessments', filters: { commune: row['code'], criterion: column.slice(1) } } : undefined),
    },
  },
});
