"""The library: packs, criteria, rubrics with versions, processes, profiles, seniority bars, checklists."""
