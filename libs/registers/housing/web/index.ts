import type { Scope } from '@ledger/kit';
import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import type { Row } from '@ledger/ui/api/catalogue';
import { house, housingEvents, housingNorm } from '@ledger/registers/housing/domain';
import * as commands from '@ledger/registers/housing/domain/commands';
import { pageAddress } from '@ledger/ui/register/web-page';
import { correctionTexts } from './corrections/texts';
import { pageTexts } from './page-texts';
import { commandTexts, eventTexts } from './texts';
import { stateTexts } from './state-texts';

/** The page with the whole dossier of a row's house. */
const dossier = (row: Row): string => pageAddress('housing', 'houses/$household', { household: String(row['household']) });

/** What its rules read from the house's own state. */
const ofCommune = (row: Row): Scope => ({ unit: String(row['commune']), program: 'GNBV' });

export const housingWeb = defineRegisterWeb({
  name: 'housing',
  commands,
  deciders: [house, housingNorm],
  states: stateTexts,
  refusals: () => import('@ledger/registers/housing/domain/messages').then(({ messages }) => messages),
  signals: () => import('@ledger/registers/housing/domain/signals').then(({ housingSignals }) => housingSignals),
  events: housingEvents,
  texts: { commands: commandTexts, events: eventTexts },
  pickers: {
    'household-id': { table: 'housing/houses', value: 'household', labels: ['commune', 'step'], long: true },
    'housing-norm': { table: 'housing/norms', value: 'norm', labels: ['kind', 'amount'] },
  },
  lists: {
    houses: { filters: ['commune', 'step', 'kind', 'correction'], order: '-on' },
    norms: { columns: ['norm', 'kind', 'amount'] },
    steps: { columns: ['household', 'commune', 'kind', 'step', 'on'], filters: ['household', 'commune', 'step'] },
    amounts: { columns: ['household', 'commune', 'approved', 'paid'], filters: ['household', 'commune'] },
    units: { hidden: true },
  },
  pages: [
    { path: 'houses', title: pageTexts.houses, menu: 1, load: () => import('./houses-page').then(({ HousesPage }) => HousesPage) },
    { path: 'houses/$household', title: pageTexts.house, load: () => import('./house-page').then(({ HousePage }) => HousePage) },
  ],
  corrections: {
    title: correctionTexts.title, kind: 'house', menu: 2, roles: ['officer', 'program', 'checker', 'inspector'],
    of: ['HouseProposed', 'HouseApproved', 'HouseStarted', 'HouseStageRecorded', 'HouseAccepted', 'HouseWithdrawn', 'HousePaid'],
    load: () => import('./corrections/house-corrections').then(({ houseCorrections }) => houseCorrections),
  },
  inbox: [
    { name: 'houses-to-approve', title: commandTexts.ApproveHouse, list: 'houses', where: { step: 'proposed' }, acts: [{ command: 'ApproveHouse', sends: 'on' }], headline: ['household', 'commune', 'kind'], since: 'on', scope: ofCommune, page: dossier },
    { name: 'houses-to-accept', title: commandTexts.AcceptHouse, list: 'houses', where: { step: 'roof' }, acts: [{ command: 'AcceptHouse', sends: 'on' }], headline: ['household', 'commune', 'kind'], amount: 'approved', since: 'on', scope: ofCommune, page: dossier },
    { name: 'corrections-to-agree', title: { vi: 'Đồng ý đính chính hồ sơ nhà', en: 'Agree to corrections of houses' }, list: 'houses', where: { correction: 'awaiting' }, acts: [{ command: 'ConfirmHouseCorrection', sends: 'on' }, { command: 'ReturnHouseCorrection', sends: 'back' }], headline: ['household', 'commune', 'step'], amount: 'approved', since: 'on', doneBy: ['correctionBy'], scope: ofCommune, page: dossier },
  ],
  reports: {
    'housing-progress': {
      chart: { label: ['name'], keys: ['approved', 'started', 'foundation', 'frame', 'roof', 'accepted'], stacked: true },
      behind: (column, row) => (column === 'name' && String(row['code']).length === 5 ? { list: 'houses', filters: { commune: String(row['code']) } } : undefined),
    },
  },
});
