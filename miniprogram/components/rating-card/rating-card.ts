import { COPY, fill, RATING_REASON_COPY } from '../../contract/copy/phone';
import { RATING_REASONS, type RatingReason } from '../../contract/states';

const SCORE_WORDS = ['很差', '较差', '一般', '满意', '很满意'];

/** From here on nobody is asked what was missing. */
const CONTENT = 4;

export interface Rating {
  score: number;
  resolved: boolean;
  reason?: RatingReason;
}

/**
 * Asked once after closing. Event: `rate` {score, resolved,
 * comment?, reason?}.
 */
Component({
  properties: {
    person: { type: Object, value: {} },
    /** What he has given so far; null: nothing. */
    rating: { type: Object, value: null as unknown as Rating },
    busy: { type: Boolean, value: false },
    /** False once it is final. */
    editable: { type: Boolean, value: true },
  },
  data: {
    copy: {
      title: COPY.ratingTitle,
      hint: COPY.ratingHint,
      resolved: COPY.ratingResolved,
      yes: COPY.ratingYes,
      no: COPY.ratingNo,
      score: COPY.ratingScore,
      comment: COPY.ratingComment,
      reason: COPY.ratingReason,
      submit: COPY.ratingSubmit,
      edit: COPY.ratingEdit,
      goOn: COPY.ratingContinue,
    },
    stars: [1, 2, 3, 4, 5],
    reasons: RATING_REASONS.map((id) => ({ id, text: RATING_REASON_COPY[id] })),
    reason: '',
    /** '' until one is chosen. */
    resolved: '',
    score: 0,
    word: '',
    comment: '',
    /** He has written to it this time; else what he wrote stays. */
    commented: false,
    thanks: '',
    editing: false,
  },
  observers: {
    rating(rating: Rating | null) {
      if (!rating) return this.setData({ thanks: '', editing: false });
      this.setData({
        thanks: fill(COPY.ratingThanks, { n: rating.score }),
        editing: false,
        resolved: rating.resolved ? 'yes' : 'no',
        score: rating.score,
        reason: rating.reason ?? '',
        commented: false,
        word: SCORE_WORDS[rating.score - 1] ?? '',
      });
    },
  },
  methods: {
    onResolved(event: WechatMiniprogram.TouchEvent) {
      const { resolved } = event.currentTarget.dataset as { resolved: string };
      this.setData({ resolved });
    },
    onStar(event: WechatMiniprogram.TouchEvent) {
      const { score } = event.currentTarget.dataset as { score: number };
      this.setData({ score, word: SCORE_WORDS[score - 1] ?? '' });
    },
    /** The same once more takes it back. */
    onReason(event: WechatMiniprogram.TouchEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string };
      this.setData({ reason: reason === this.data.reason ? '' : reason });
    },
    onComment(event: WechatMiniprogram.TextareaInput) {
      this.setData({ comment: event.detail.value, commented: true });
    },
    onSubmit() {
      const { score, resolved, busy, reason } = this.data;
      if (busy || score === 0 || resolved === '') return;
      const { comment, commented } = this.data;
      const written = commented ? { comment } : {};
      const answer = { score, resolved: resolved === 'yes', ...written };
      const missing = reason && score < CONTENT ? { reason } : {};
      this.triggerEvent('rate', { ...answer, ...missing });
    },
    onEdit() {
      this.setData({ editing: true });
    },
  },
});
