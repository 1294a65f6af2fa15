import { personId, unitCode } from '@ledger/fields';
import { command } from '@ledger/kit';

/** Tiếp nhận yêu cầu xóa: somebody asks, at a unit, that the personal data of a person be erased. */
export class RequestForgetting extends command({ person: personId(), unit: unitCode({ vi: 'Nơi tiếp nhận', en: 'Received at' }) }) {}

/** Từ chối yêu cầu xóa, with the legal basis on which the data are kept. */
export class DeclineForgetting extends command({ person: personId() }) {}

/**
 * Xóa dữ liệu cá nhân: the person's key is destroyed and nothing about the person can be read any more, here or in any copy of the events.
 * It cannot be taken back. Backups made before still hold the key; the answer names them.
 */
export class ForgetPerson extends command({ person: personId() }) {}
