/** Whom the customer would reach, before the first message. */
Component({
  properties: {
    person: { type: Object, value: {} },
    brand: { type: Boolean, value: false },
    chip: { type: String, value: '' },
    specialty: { type: String, value: '' },
    /** online, busy, offline or ''. */
    presence: { type: String, value: '' },
    presenceWord: { type: String, value: '' },
    /** How soon he usually answers, or when it opens. */
    usual: { type: String, value: '' },
    /** One grey line, e.g. that the code is no longer valid. */
    note: { type: String, value: '' },
  },
});
