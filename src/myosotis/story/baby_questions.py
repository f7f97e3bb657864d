"""What can be asked about a baby or a pregnancy: one question a fact, and none has to be answered.

A question is named as the field it fills. Nothing here is the usual answer: lists are neutral, own words
stand beside them, and "nothing" is a whole answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from myosotis.design import saying
from myosotis.people.viewer import Viewer
from myosotis.story import babies, baby_page, children, pregnancies, rules, things
from myosotis.story.baby_forms import LINE, TOLD, Asked, ChoiceForm, DayForm, OwnWordsForm, TextForm, ToldForm
from myosotis.story.cards import said_date, short
from myosotis.story.things import Known
from myosotis.story.values import BabyValue, PregnancyValue


@dataclass(frozen=True, slots=True)
class Question:
    """One fact: what it is called in a list, how it is asked, and how it reads once it was answered."""

    term: str
    question: str
    why: str
    form: type[Asked]
    now: str
    shown: str
    more: dict[str, Any] = field(default_factory=dict)
    small: dict[str, str] = field(default_factory=dict)

    def ask(self, data: Any) -> Asked:
        """The form; `data` is what was sent, or None."""
        return self.form(data, now=self.now, **self.more)


BabyFact: TypeAlias = Callable[[Viewer, Known[BabyValue]], Question]
BabyFacts: TypeAlias = Mapping[str, BabyFact]
PregnancyFact: TypeAlias = Callable[[Viewer, Known[PregnancyValue]], Question]


def _name(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=_("Name"),
        question=_("Does your %(baby)s have a name?") % {"baby": saying.now().baby},
        why=_("Any name, a short name, in any script. It can stay empty, and it can change."),
        form=TextForm,
        now=one.value.name,
        shown=one.value.name,
        more={"label": _("The name"), "most": rules.NAME},
    )


def _also(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=_("Also written"),
        question=_("Is the name written in another script too?"),
        why=_("It then stands below the name."),
        form=TextForm,
        now=one.value.also,
        shown=one.value.also,
        more={"label": _("The name in another script"), "most": rules.NAME},
    )


def _sex(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=_("Girl or boy"),
        question=_("A girl, a boy, or other words?"),
        why=_("If you know, and if you wish to write it. Nothing here depends on it."),
        form=TextForm,
        now=one.value.sex,
        shown=one.value.sex,
        more={"label": _("In your own words"), "most": rules.NAME},
    )


def _born(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=upper(saying.now().born),
        question=_("The day %(name)s %(born)s")
        % {"name": things.baby_words(one.value), "born": saying.now().born},
        why=_("As you know it and as you say it. It can stay open."),
        form=DayForm,
        now=one.value.born,
        shown=said_date(one.value.born),
    )


def _died(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=upper(saying.now().died),
        question=_("The day %(name)s %(died)s")
        % {"name": things.baby_words(one.value), "died": saying.now().died},
        why=_("As you know it and as you say it. It can stay open. From that day on, no week is shown."),
        form=DayForm,
        now=one.value.died,
        shown=said_date(one.value.died),
    )


def _outcome(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    name, now = {"name": things.baby_words(one.value)}, one.value.outcome
    options = [
        (babies.DIED, _("%(name)s %(died)s") % {**name, "died": saying.now().died}),
        (babies.LIVES, _("%(name)s lives") % name),
        ("", _("I would rather not say")),
    ]
    return Question(
        term=_("Pages say"),
        question=_("What shall these pages say of %(name)s?") % name,
        why=_("So that they speak truly. They say nothing of it until you do."),
        form=OwnWordsForm,
        now=now,
        shown=dict(options).get(now, now) if now else "",
        more={"options": [(key, upper(words)) for key, words in options], "label": _("What they say")},
    )


def _pregnancy(viewer: Viewer, one: Known[BabyValue]) -> Question:
    every = things.babies(viewer)
    options = [
        (str(each.id), pregnancies.title(each.value, pregnancies.within(every, each.id)))
        for each in things.pregnancies(viewer)
    ]
    return Question(
        term=_("Pregnancy"),
        question=_("Which pregnancy is %(name)s part of?") % {"name": things.baby_words(one.value)},
        why=_("Who belongs to one pregnancy stands together. It can stay open."),
        form=ChoiceForm,
        now=one.value.pregnancy if one.value.pregnancy in dict(options) else "",
        shown=dict(options).get(one.value.pregnancy, ""),
        more={"options": [*options, ("", _("None of these"))], "label": _("The pregnancy")},
    )


def _apart(viewer: Viewer, one: Known[BabyValue]) -> Question:
    options = [
        ("", _("Name them beside each other")),
        ("apart", _("Let each stand alone")),
    ]
    alone = babies.is_alone(one, things.babies(viewer))
    return Question(
        term=_("Twins"),
        question=_("Shall the names of one pregnancy stand beside each other?"),
        why=_("Many families want both names in one place. Some do not, now or ever."),
        form=ChoiceForm,
        now="apart" if one.value.apart else "",
        shown="" if alone else dict(options)["apart" if one.value.apart else ""],
        more={"options": options, "label": _("Twins")},
    )


def _line(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=_("A line for the page"),
        question=_("Is there a line for the page of %(name)s?") % {"name": things.baby_words(one.value)},
        why=_("A sentence, a verse, or nothing. It stands below the days."),
        form=TextForm,
        now=one.value.line,
        shown=one.value.line,
        more={"label": _("In your own words"), "most": LINE, "rows": 3},
    )


def _picture(viewer: Viewer, one: Known[BabyValue]) -> Question:
    options = baby_page.choices(viewer)
    return Question(
        term=_("A picture"),
        question=_("Which picture shall stand on the page?"),
        why=_("It lies covered there until you look, and is printed only while it is uncovered."),
        form=ChoiceForm,
        now=one.value.picture if one.value.picture in {key for key, _words, _small in options} else "",
        shown="",
        more={
            "options": [("", _("No picture")), *((key, said) for key, said, _small in options)],
            "label": "",
        },
        small={key: small for key, _words, small in options},
    )


def _told(_viewer: Viewer, one: Known[BabyValue]) -> Question:
    return Question(
        term=_("For children"),
        question=_("How shall the children be told of %(name)s?") % {"name": things.baby_words(one.value)},
        why=_("These words stand at the beginning of the page for children. Yours take the place of ours."),
        form=ToldForm,
        now=one.value.told,
        shown=short(one.value.told),
        more={"ours": children.plain_words([one.value]), "label": _("The words"), "most": TOLD, "rows": 6},
    )


def _call(_viewer: Viewer, one: Known[PregnancyValue]) -> Question:
    return Question(
        term=_("Name"),
        question=_("What do you call this pregnancy?"),
        why=_("“The winter”, “our second”, or nothing. Without one, the names in it name it."),
        form=TextForm,
        now=one.value.name,
        shown=one.value.name,
        more={"label": _("In your own words"), "most": rules.NAME},
    )


def _status(_viewer: Viewer, one: Known[PregnancyValue]) -> Question:
    options = [
        (pregnancies.ONGOING, _("It goes on")),
        (pregnancies.ENDED, _("It has ended")),
        ("", _("I would rather not say")),
    ]
    return Question(
        term=_("How it is"),
        question=_("Does this pregnancy go on?"),
        why=_("Where it has ended, nothing here looks ahead."),
        form=ChoiceForm,
        now=one.value.status,
        shown=dict(options)[one.value.status] if one.value.status else "",
        more={"options": options, "label": _("How it is")},
    )


def _ended(_viewer: Viewer, one: Known[PregnancyValue]) -> Question:
    return Question(
        term=_("Ended"),
        question=_("When did it end?"),
        why=_("As you know it and as you say it. It can stay open. From that day on, no week is shown."),
        form=DayForm,
        now=one.value.ended,
        shown=said_date(one.value.ended),
    )


def _words(_viewer: Viewer, one: Known[PregnancyValue]) -> Question:
    options = [(key, str(words)) for key, words in pregnancies.LOSSES.items()]
    return Question(
        term=_("Your words"),
        question=_("Is there a word you use for what happened?"),
        why=_("Some families use one of these, some have their own, some have none. We never choose one."),
        form=OwnWordsForm,
        now=one.value.words,
        shown=pregnancies.loss_words(one.value.words),
        more={"options": [*options, ("", _("I would rather not say"))], "label": _("Your words for it")},
    )


def _counts(_viewer: Viewer, one: Known[PregnancyValue]) -> Question:
    options = [(due["id"], said_date(due["due"])) for due in reversed(one.value.due)]
    return Question(
        term=_("Counts"),
        question=_("Which date does your care team use?"),
        why=_("We do not choose between them. Until you say, the one that was written down last counts."),
        form=ChoiceForm,
        now=one.value.counts,
        shown=dict(options).get(one.value.counts, ""),
        more={
            "options": [*options, ("", _("The one written down last"))],
            "label": _("The date that counts"),
        },
        small={card.id: card.basis for card in pregnancies.due_cards(one.value, {})},
    )


def upper(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


#: In the order in which a page lists them. Each key is the field of the sealed value.
BABY: BabyFacts = {
    "name": _name,
    "also": _also,
    "outcome": _outcome,
    "born": _born,
    "died": _died,
    "sex": _sex,
    "pregnancy": _pregnancy,
    "apart": _apart,
    "told": _told,
}
#: What stands on the baby's own page is asked from there.
PAGE: BabyFacts = {"line": _line, "picture": _picture}
PREGNANCY: Mapping[str, PregnancyFact] = {
    "name": _call,
    "status": _status,
    "ended": _ended,
    "words": _words,
    "counts": _counts,
}
