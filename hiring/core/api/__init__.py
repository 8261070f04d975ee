'''The ground of the REST API: problem details, cursor paging, ETags, idempotency, schema.

A room that has something to offer writes an ``api.py`` with ``register(router)``; ``hiring.api_urls`` lists the rooms.
What is here decides how an operation is carried; what happens is one of the room's verbs, who sees it is the root
QuerySet's ``visible_to``::

    class RoleSerializer(PublicSerializer):  # "id" is the public id
        team = Reference()                   # another row by its public id: join it in ``queryset``

        class Meta:
            model, fields = Role, ["id", "title", "state", "team", "version"]

    class CloseBody(serializers.Serializer):
        reason = serializers.CharField(max_length=2000)

    class RoleCollection(Collection):
        """Openings."""                                   # the first line stands in the documentation

        queryset = Role.objects.select_related("team")    # visible_to(user) is applied by the base
        serializer_class = RoleSerializer
        version_field = "version"                         # gives the ETag; PATCH then asks for If-Match
        orderings = ("created_at",)                       # own columns, not null, indexed with the id
        filters = RoleFilters                             # a serializer of the query string

        def narrow(self, queryset, **wanted):
            return queryset.filter(**wanted)

        @adds(RoleBody, may=require_creator)              # POST /roles/: 201 and Location
        def create(self, **data):
            return create_role(actor=self.request.user, **data)

        @changes(RoleChange, may=require_lead)            # PATCH /roles/ID/: 428 without If-Match, 412 with an old one
        def partial_update(self, role, **data):
            return change_role(role, actor=self.request.user, **data)

        @verb(CloseBody, may=require_lead)                # POST /roles/ID/close/: 200 with the role as it is now
        def close(self, role, reason):
            """Close the role for new applications."""
            close_role(role, actor=self.request.user, reason=reason)

        @puts(PartBody, answers=PartSerializer, may=require_lead)
        def environment(self, role, **data):              # PUT /roles/ID/environment/: a part of the row, with If-Match
            """Describe where the hire will work."""       # (``Meta.model`` of PartSerializer is the row's)
            describe(role, actor=self.request.user, **data)

        @environment.mapping.get                          # GET /roles/ID/environment/, with the row's ETag
        @shows(PartSerializer)
        def read_environment(self):
            """Show where the hire will work."""

    def register(router):
        router.register("roles", RoleCollection, basename="role")

``may`` raises ``NotAllowed`` before the body and If-Match are looked at: who may not do it learns that first. It is the
check that the verb makes itself, since pages call the verb as well. Verbs return the row to show (None: the row itself)
or a ``Task`` (declare ``background=True``: 202 and Location). ``@verb(answers=OtherSerializer)`` where the row is of
another model; ``files=True`` takes multipart/form-data; ``matches=True`` asks a verb for If-Match. ``DomainError`` and
its kin are answered as problems by themselves. Everything runs in one transaction with the row of the
``Idempotency-Key``; the answer is drawn after it, through ``visible_to``, and is 204 when the row is out of its
caller's sight by then. Bound every field of a body (``max_length``, ``max_value``), and declare no annotation
``list[...]`` inside a collection: there ``list`` is the action.
'''
