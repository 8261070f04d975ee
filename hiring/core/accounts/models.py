"""People with an account, and the tokens that act for them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.querysets import DEMO_ENDING, ApiTokenQuerySet, UserQuerySet
from hiring.core.base import PublicModel
from hiring.core.calendar.models import Place


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class Theme(models.TextChoices):
    SYSTEM = "auto", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Density(models.TextChoices):
    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


class Right(models.TextChoices):
    """Rights on the account; without any one is a member, whose rights come from hiring teams."""

    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    RECRUITER = "recruiter", _("Recruiter")

    @property
    def field(self) -> str:
        return f"is_{self.value}"


class User(AbstractBaseUser, PublicModel):
    """A person who signs in. Account rights add up; rights on a role come from its hiring team."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    theme = models.CharField(_("appearance"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(_("density"), max_length=12, choices=Density, default=Density.COMFORTABLE)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_auditor = models.BooleanField(_("auditor"), default=False)
    is_recruiter = models.BooleanField(_("recruiter"), default=False)
    is_active = models.BooleanField(_("can sign in"), default=True)
    # Part of what a session is signed with: counting it up ends all sessions of this person, for good.
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="user_has_a_name"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="user_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def rights(self) -> frozenset["Right"]:
        return frozenset(right for right in Right if getattr(self, right.field))

    @property
    def is_demo(self) -> bool:
        return self.email.endswith(DEMO_ENDING)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        key_salt = "hiring.core.accounts.models.User.session"
        return salted_hmac(
            key_salt, f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()


class WorkingDay(models.Model):
    """The hours of a person's own on one weekday. Who has no row at all works nine to five as their place does."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="working_days")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(fields=["user", "weekday"], name="working_day_once"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="working_day_of_a_week"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="working_day_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.weekday}"


class TokenScope(models.TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Read and write")


class ApiToken(PublicModel):
    """A token acts for one person and sees what that person sees. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("may"), max_length=5, choices=TokenScope, default=TokenScope.READ)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(scope__in=["read", "write"]), name="api_token_scope")]

    def __str__(self) -> str:
        return f"Token {self.hint}"

    @property
    def state(self) -> str:
        """Return revoked, expired or live."""
        if self.revoked_at is not None:
            return "revoked"
        return "live" if self.expires_at > timezone.now() else "expired"
