import { day, programCode } from '@ledger/fields';
import { command } from '@ledger/kit';
import { componentCodeField, nameEnField, nameField } from './program-words';

/** Mở chương trình: a national target program and the period it was decided for. */
export class OpenProgram extends command({
  code: programCode(),
  name: nameField(),
  nameEn: nameEnField(),
  opensOn: day({ vi: 'Từ ngày', en: 'Opens on' }),
  closesOn: day({ vi: 'Đến hết ngày', en: 'Closes on' }),
}) {}

/** Thêm dự án thành phần, tiểu dự án; the program and the component above it are read from the code. */
export class AddComponent extends command({ code: componentCodeField(), name: nameField(), nameEn: nameEnField() }) {}

/** Kết thúc chương trình: the effective date is its last day. */
export class CloseProgram extends command({ code: programCode() }) {}
