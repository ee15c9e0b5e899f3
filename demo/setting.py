"""What every ticket of the story meets: the days, and agents' good and bad weeks."""

from dataclasses import dataclass

from demo import planted
from demo.clock import day_number, local_day
from demo.contacts import Contacts
from demo.draws import Flags, Floats, Ints, dice
from demo.people import AGENTS, SWING
from demo.story import Story
from demo.words import TOPICS


@dataclass(frozen=True, eq=False)
class Setting:
    """What every ticket of the story meets: the days, and agents' weeks."""

    story: Story
    swings: Floats

    def swing(self, agent: Ints, created: Ints) -> Floats:
        """How good the agent's week is, in units of his or her unsteadiness."""
        week = (local_day(created) - day_number(self.story.start)) // 7
        swing: Floats = SWING[agent] * self.swings[agent, week]
        return swing

    def recall(self, contacts: Contacts) -> Flags:
        """Contacts about the recalled product while it is recalled."""
        topic = contacts.topic == TOPICS.index(planted.INCIDENT_TOPIC)
        recalled: Flags = topic & self.story.in_incident(contacts.created)
        return recalled


def setting(story: Story) -> Setting:
    """Draw how good each agent's weeks will be."""
    weeks = story.days // 7 + 1
    drawn = dice(story.seed, "swings").standard_normal((len(AGENTS), weeks))
    return Setting(story, drawn)
