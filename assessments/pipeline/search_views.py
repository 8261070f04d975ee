"""The search for a candidate or a role. What is looked for is posted, and an address holds its key only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.pipeline.lists import search_applications, search_roles
from assessments.pipeline.words import keep_words, words_of

TEMPLATE = "assessments/pipeline/search.html"


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find candidates by the beginnings of the words of their name, and roles by title."""
    if request.method == "POST":
        key = keep_words(request.session, request.POST.get("text", ""))
        return redirect(reverse("search") + (f"?find={key}" if key else ""))
    key = request.GET.get("find", "")
    text = words_of(request.session, key)
    found = search_applications(text, reader=request.user, after=request.GET.get("after", ""))
    context = {"find": key, "search_text": text, "page_of": found}
    if request.htmx and "after" in request.GET:
        return render(request, f"{TEMPLATE}#rows", context)
    context["roles"] = search_roles(text, reader=request.user) if len(text) > 1 else []
    return render(request, TEMPLATE, context)
