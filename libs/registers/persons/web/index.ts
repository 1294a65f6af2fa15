import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { person, personsEvents } from '@ledger/registers/persons/domain';
import * as commands from '@ledger/registers/persons/domain/commands';
import { stateTexts } from './state-texts';

export const personsWeb = defineRegisterWeb({
  name: 'persons',
  commands,
  deciders: [person],
  states: stateTexts,
  events: personsEvents,
  texts: {
    commands: {
      RequestForgetting: { vi: 'Tiếp nhận yêu cầu xóa dữ liệu cá nhân', en: 'Take a request to erase personal data' },
      DeclineForgetting: { vi: 'Từ chối yêu cầu xóa', en: 'Decline to erase' },
      ForgetPerson: { vi: 'Xóa dữ liệu cá nhân', en: 'Erase personal data' },
    },
    events: {
      ForgettingRequested: { vi: 'Yêu cầu xóa dữ liệu của {person}, tiếp nhận tại {unit}', en: 'Erasure of {person} requested at {unit}' },
      ForgettingDeclined: { vi: 'Từ chối xóa dữ liệu của {person}', en: 'Erasure of {person} declined' },
      PersonForgotten: { vi: 'Đã xóa dữ liệu của {person}', en: 'Data of {person} erased' },
    },
  },
});
